# Every design x every measure x every contrast: no weights, weights, strata with finite population, clusters, post-strata,
# raking, calibration with a mean (GREG), clusters that are raked; mean, share, net, top box, promoters, index, standard
# deviation, median; estimate, group against rest, group against group, wave, change against change, answer against answer.
source("common.R")
rows <- list()
add <- function(...) rows[[length(rows) + 1]] <<- row_of(...)
quiet <- suppressWarnings # R warns of the rows that a subset of a calibrated design keeps with weight 0

# The measures: a column of numbers each; of the standard deviation and the median the numbers themselves.
derived <- function(d) {
  grade <- floor(d$api00 / 100); before <- floor(d$api99 / 100)
  d$mean <- d$api00; d$sd <- d$api00
  d$share <- as.numeric(d$api00 >= 650)
  d$net <- as.numeric(grade %in% 6:7)
  d$top <- as.numeric(grade >= 8)
  d$nps <- 100 * ((d$api00 >= 700) - (d$api00 < 600))
  d$index <- (grade + before) / 2
  d$one <- 1
  d
}
measures <- c("mean", "share", "net", "top", "nps", "index")
shares <- c("share", "net", "top")

# --- designs, of the first wave alone and of both -------------------------------------------------------------------------
keep <- c("stype", "sch.wide", "both", "awards", "api00", "api99", "pw", "fpc", "dnum")
drawn <- function(kind) {
  files <- if (startsWith(kind, "cluster")) list(apiclus1, apiclus2) else list(apistrat, apisrs)
  if (kind == "simple") files <- lapply(files, function(d) transform(d, pw = 1))
  files <- lapply(files, function(d) { if (is.null(d$fpc)) d$fpc <- NA; d[, keep] })
  d <- rbind(transform(files[[1]], wave = 1), transform(files[[2]], wave = 0))
  d$of <- factor(d$wave, levels = c(0, 1))
  finite <- kind %in% c("fpc", "cells", "raking", "greg")
  d$stratum <- ifelse(d$wave == 1 & finite, paste(1, d$stype), d$wave)
  d$unit <- paste(d$wave, d$dnum)
  derived(d)
}
# Totals of the population for a formula; of two waves once for each.
totals_for <- function(formula, waves) {
  known <- do.call(rbind, lapply(waves, function(w) transform(apipop[, c("sch.wide", "awards", "api99")], wave = w)))
  known$of <- factor(known$wave, levels = c(0, 1))
  colSums(model.matrix(formula, known))
}
design_of <- function(kind, waves) {
  d <- drawn(kind); d <- d[d$wave %in% waves, ]
  both <- length(waves) == 2
  plain <- if (startsWith(kind, "cluster")) svydesign(id = ~unit, strata = ~wave, weights = ~pw, data = d)
           else if (kind %in% c("fpc", "cells", "raking", "greg")) svydesign(id = ~1, strata = ~stratum, weights = ~pw, fpc = ~fpc, data = d)
           else svydesign(id = ~1, strata = ~stratum, weights = ~pw, data = d)
  fitted <- function(one, two, how) {
    formula <- if (both) two else one
    calibrate(plain, formula, totals_for(formula, waves), calfun = how, epsilon = 1e-13, maxit = 500)
  }
  switch(kind,
    cells = postStratify(plain, ~ sch.wide + wave, do.call(rbind, lapply(waves, function(w) cbind(totals, wave = w)))),
    raking = , clusters_raked = fitted(~ sch.wide + awards, ~ (sch.wide + awards) * of, "raking"),
    greg = fitted(~ sch.wide + awards + api99, ~ (sch.wide + awards + api99) * of, "linear"),
    plain)
}

# --- what R makes of them -------------------------------------------------------------------------------------------------
test <- function(case, formula, design) {
  t <- quiet(svyttest(formula, design))
  add(case, t$estimate, abs(t$estimate / t$statistic), t$statistic, t$parameter, t$p.value)
}
# The same of shares by their log odds: a logistic regression. Difference and error of the shares are those above.
odds <- function(case, formula, design) {
  fitted <- quiet(svyglm(formula, design, family = quasibinomial, control = closely))
  s <- quiet(summary(fitted)); k <- s$coefficients[2, ]
  add(case, statistic = k[3], df = s$df.residual, p = k[4])
}
# Groups that overlap: R differentiates the log odds in totals.
odds_of_overlap <- function(case, design, measure, one, two) {
  for (side in c("one", "two")) {
    inside <- as.numeric(eval(get(side), design$variables))
    design$variables[[paste0("n_", side)]] <- inside
    design$variables[[paste0("x_", side)]] <- inside * design$variables[[measure]]
  }
  t <- svytotal(~ n_one + x_one + n_two + x_two, design)
  found <- svycontrast(t, quote(log(x_one / (n_one - x_one)) - log(x_two / (n_two - x_two))))
  add(case, statistic = coef(found) / sqrt(vcov(found)[1]))
}
# The score interval of a difference of two shares of one sample (Tango 1998), as in measures.R.
score_interval <- function(p1, p2, n, crit) {
  statistic <- function(d) {
    logl <- function(q) {
      term <- function(p, x) if (p == 0) 0 else p * log(x)
      term(p1, q + d) + term(p2, q) + term(1 - p1 - p2, 1 - 2 * q - d)
    }
    q <- optimize(logl, c(max(0, -d), (1 - d) / 2), maximum = TRUE, tol = 1e-14)$maximum
    (p1 - p2 - d) / sqrt((2 * q + d - d^2) / n)
  }
  end <- function(low, high, bound) uniroot(function(d) statistic(d) - bound, c(low, high), tol = 1e-13)$root
  c(end(-1 + 1e-9, p1 - p2, crit), end(p1 - p2, 1 - 1e-9, -crit))
}
interval <- function(m, part, measure, df) {
  if (measure %in% shares) {
    margin <- qt(.975, df) * as.numeric(SE(m)) / (coef(m) * (1 - coef(m)))
    return(plogis(qlogis(coef(m)) + c(-1, 1) * margin))
  }
  if (measure != "nps") return(confint(m, df = df))
  x <- part$variables$nps; w <- weights(part)
  share <- function(value) sum(w[x == value]) / sum(w)
  n <- sum(w > 0); spread <- sum(w * (x - coef(m))^2) / sum(w) * n / (n - 1)
  100 * score_interval(share(100), share(-100), spread / as.numeric(vcov(m)), qt(.975, df))
}
# Standard deviations, or means, of one, two or four sides, added with signs: R differentiates the formula in totals.
spread_of <- "%d * sqrt((y%d / e%d - (x%d / e%d)^2) * %d / (%d - 1))"
spreads <- function(case, design, sides, signs, of = spread_of) {
  names <- character(); terms <- character()
  for (i in seq_along(sides)) {
    inside <- as.numeric(eval(sides[[i]], design$variables))
    design$variables[[paste0("e", i)]] <- inside
    design$variables[[paste0("x", i)]] <- inside * design$variables$api00
    design$variables[[paste0("y", i)]] <- inside * design$variables$api00^2
    n <- sum(weights(design) > 0 & inside == 1)
    names <- c(names, paste0(c("e", "x", "y"), i))
    terms <- c(terms, if (of == spread_of) sprintf(of, signs[i], i, i, i, i, n, n) else sprintf(of, signs[i], i, i))
  }
  t <- svytotal(as.formula(paste("~", paste(names, collapse = "+"))), design)
  found <- svycontrast(t, parse(text = paste(terms, collapse = "+"))[[1]])
  add(case, coef(found), sqrt(vcov(found)[1]))
}

# Real change and mix over the schools that met their targets and the others, as in change.R.
told_apart <- function(kind, d) {
  columns <- c(); levels <- c("No", "Yes")
  for (w in 0:1) for (g in 1:2) {
    inside <- as.numeric(d$variables$wave == w & d$variables$both == levels[g])
    d$variables[[paste0("n", w, g)]] <- inside
    d$variables[[paste0("x", w, g)]] <- inside * d$variables$api00
    columns <- c(columns, paste0("n", w, g), paste0("x", w, g))
  }
  sums <- svytotal(as.formula(paste("~", paste(columns, collapse = "+"))), d)
  share <- function(w, g) paste0("(n", w, g, "/(n", w, "1+n", w, "2))")
  mean_of <- function(w, g) paste0("(x", w, g, "/n", w, g, ")")
  each <- function(f) parse(text = paste(sapply(1:2, f), collapse = "+"))[[1]]
  parts <- list(
    real = each(function(g) paste0("(", share(1, g), "+", share(0, g), ")/2*(", mean_of(1, g), "-", mean_of(0, g), ")")),
    mix = each(function(g) paste0("(", mean_of(1, g), "+", mean_of(0, g), ")/2*(", share(1, g), "-", share(0, g), ")"))
  )
  for (part in names(parts)) {
    found <- svycontrast(sums, parts[[part]])
    add(paste(kind, "mean", paste("apart", part), sep = "/"), coef(found), sqrt(vcov(found)[1]))
  }
}

groups <- list(all = quote(one == 1), E = quote(stype == "E"), M = quote(stype == "M"))
for (kind in c("simple", "weights", "fpc", "cells", "raking", "greg", "clusters", "clusters_raked")) {
  now <- design_of(kind, 1); both <- design_of(kind, c(0, 1))
  key <- function(measure, what) paste(kind, measure, what, sep = "/")
  part_of <- function(design, g) eval(bquote(subset(design, .(groups[[g]]))))
  for (g in names(groups)) {
    part <- part_of(now, g)
    for (y in measures) {
      m <- svymean(as.formula(paste0("~", y)), part)
      ci <- interval(m, part, y, degf(now))
      add(key(y, paste("estimate", g)), coef(m), SE(m), df = degf(now), low = ci[1], high = ci[2])
    }
    v <- svyvar(~api00, part)
    add(key("sd", paste("estimate", g)), sqrt(v[1]), as.numeric(SE(v)) / (2 * sqrt(v[1])))
    q <- svyquantile(~api00, part, .5, df = degf(now))[[1]]
    add(key("median", paste("estimate", g)), q[1], q[4], low = q[2], high = q[3])
    m <- svycontrast(svymean(~share + top, part), c(share = 1, top = -1)); t <- coef(m) / SE(m)
    add(key("share", paste("answers", g)), coef(m), SE(m), t, degf(now), 2 * pt(-abs(t), degf(now)))
    m <- svycontrast(svymean(~net + top, part), c(net = 1, top = -1)); t <- coef(m) / SE(m)
    add(key("net", paste("answers", g)), coef(m), SE(m), t, degf(now), 2 * pt(-abs(t), degf(now)))
    for (y in measures) test(key(y, paste("wave", g)), as.formula(paste(y, "~ wave")), part_of(both, g))
    for (y in shares) odds(key(y, paste("odds wave", g)), as.formula(paste(y, "~ wave")), part_of(both, g))
    inside <- groups[[g]]
    spreads(key("sd", paste("wave", g)), both, list(bquote(wave == 1 & .(inside)), bquote(wave == 0 & .(inside))), c(1, -1))
    if (g == "all") next
    marked <- eval(bquote(update(now, g = as.numeric(.(inside))))); both_marked <- eval(bquote(update(both, g = as.numeric(.(inside)))))
    for (y in shares) odds(key(y, paste("odds rest", g)), as.formula(paste(y, "~ g")), marked)
    for (y in measures) {
      test(key(y, paste("rest", g)), as.formula(paste(y, "~ g")), marked)
      s <- quiet(summary(svyglm(as.formula(paste(y, "~ wave * g")), both_marked))); k <- s$coefficients["wave:g", ]
      add(key(y, paste("change", g)), k[1], k[2], k[3], s$df.residual, k[4])
    }
    spreads(key("sd", paste("rest", g)), now, list(inside, bquote(!(.(inside)))), c(1, -1))
    four <- list(bquote(wave == 1 & .(inside)), bquote(wave == 1 & !(.(inside))), bquote(wave == 0 & .(inside)), bquote(wave == 0 & !(.(inside))))
    spreads(key("sd", paste("change", g)), both, four, c(1, -1, -1, 1))
  }
  two <- update(subset(now, stype %in% c("E", "M")), g = as.numeric(stype == "E"))
  for (y in measures) test(key(y, "group E M"), as.formula(paste(y, "~ g")), two)
  for (y in shares) odds(key(y, "odds group E M"), as.formula(paste(y, "~ g")), two)
  odds_of_overlap(key("share", "odds overlap E both"), now, "share", groups$E, quote(both == "Yes"))
  spreads(key("sd", "group E M"), now, list(groups$E, groups$M), c(1, -1))
  spreads(key("mean", "overlap E both"), now, list(groups$E, quote(both == "Yes")), c(1, -1), "%d * x%d / e%d")
  x <- svychisq(~ hundreds + stype, update(now, hundreds = floor(api00 / 100)), statistic = "F")
  add(key("table", "hundreds stype"), statistic = x$statistic, df = x$parameter[1], p = x$p.value, low = x$parameter[2])
  # Weights that fix the share of these schools leave no mix: that a calibration on awards does.
  told_apart(kind, both)
}
write_numbers(do.call(rbind, rows), "crossed")
# What the weights are fitted to.
known <- totals_for(~ sch.wide + awards + api99, 1)
write.csv(data.frame(schools = known[1], wide = known[2], awards = known[3], api99 = known[4]), "data/api_population.csv", row.names = FALSE, quote = FALSE)

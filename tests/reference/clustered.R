# Rows that belong together. Schools in districts: apiclus1 (districts drawn), apiclus2 (its first stage), with strata, a
# finite population and post-strata; and a panel: schools of apistrat that return, in 1999 (every fifth left out) and
# 2000 (every seventh left out), with the school as the cluster over both waves.
source("common.R")
rows <- list()
add <- function(...) rows[[length(rows) + 1]] <<- row_of(...)
named <- function(...) paste(..., sep = "/")
derived <- function(d) {
  d$grade <- floor(d$api00 / 100)
  d$nps <- 100 * ((d$api00 >= 700) - (d$api00 < 600))
  d$share <- as.numeric(d$both == "Yes")
  d$b <- as.numeric(d$api00 >= 650)
  d
}
apiclus1 <- derived(apiclus1); apiclus2 <- derived(apiclus2)
apiclus1$half <- apiclus1$dnum %% 2; apiclus1$halves <- c(400, 357)[apiclus1$half + 1]
districts <- list(
  none = svydesign(id = ~dnum, weights = ~pw, data = apiclus1),
  fpc = svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc),
  strata = svydesign(id = ~dnum, strata = ~half, weights = ~pw, data = apiclus1, fpc = ~halves),
  poststrat = postStratify(svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc), ~sch.wide, totals),
  second = svydesign(id = ~dnum, weights = ~pw, data = apiclus2)
)
groups <- list(all = quote(!is.na(stype)), E = quote(stype == "E"), H = quote(stype == "H"), M = quote(stype == "M"))

# Differences that are functions of totals, R differentiates them. `e` and `r` mark the two sides, y is what is measured.
of_totals <- function(design, y, left, right, expression, case, with = NULL) {
  design <- eval(bquote(update(design, e = as.numeric(.(left)), r = as.numeric(.(right)), y_ = .(y))))
  design <- update(design, e1 = e * y_, e2 = e * y_^2, r1 = r * y_, r2 = r * y_^2)
  t <- svytotal(~e + r + e1 + e2 + r1 + r2, design)
  n <- function(side) sum(weights(design) > 0 & design$variables[[side]] == 1)
  filled <- eval(substitute(substitute(x, list(ne = n("e"), nr = n("r"))), list(x = expression)))
  found <- svycontrast(t, eval(bquote(quote(.(filled)))))
  add(case, coef(found), SE(found))
}
means <- quote(e1 / e - r1 / r)
spreads <- quote(sqrt((e2 / e - (e1 / e)^2) * ne / (ne - 1)) - sqrt((r2 / r - (r1 / r)^2) * nr / (nr - 1)))

# Shares by their log odds: a logistic regression on one regressor, which stands first behind the constant.
odds <- function(case, formula, design) {
  s <- suppressWarnings(summary(svyglm(formula, design, family = quasibinomial, control = closely)))
  k <- s$coefficients[2, 3]
  add(case, statistic = k, df = s$df.residual, p = 2 * pt(-abs(k), s$df.residual))
}

for (name in names(districts)) {
  design <- districts[[name]]
  for (g in names(groups)) {
    part <- eval(bquote(subset(design, .(groups[[g]]))))
    for (y in c("api00", "share", "nps")) {
      m <- svymean(as.formula(paste0("~", y)), part)
      add(named(name, y, paste("estimate", g)), coef(m), SE(m), df = degf(design))
    }
    m <- svymean(~api00 + share, part)
    add(named(name, "joint", g), vcov(m)[1, 2])
    v <- svyvar(~api00, part)
    add(named(name, "spread", paste("estimate", g)), sqrt(v[1]), as.numeric(SE(v)) / (2 * sqrt(v[1])))
    for (k in 5:7) {
      m <- eval(bquote(svymean(~I(as.numeric(grade <= .(k))), part)))
      add(named(name, "grade", paste("at or below", k, g)), coef(m), SE(m))
    }
    for (p in c(.25, .5)) {
      q <- svyquantile(~api00, part, p, df = degf(design))[[1]]
      add(named(name, "quantile", paste(p, g)), q[1], q[4], low = q[2], high = q[3])
    }
    m <- svycontrast(svymean(~share + b, part), c(share = 1, b = -1)); t <- coef(m) / SE(m)
    add(named(name, "answers", g), coef(m), SE(m), t, degf(design), 2 * pt(-abs(t), degf(design)))
    if (g == "all") next
    for (y in c("api00", "share")) {
      t <- svyttest(as.formula(paste0(y, " ~ as.numeric(stype == \"", g, "\")")), design)
      add(named(name, y, paste("rest", g)), t$estimate, abs(t$estimate / t$statistic), t$statistic, t$parameter, t$p.value)
    }
    odds(named(name, "share", paste("odds rest", g)), as.formula(paste0("share ~ as.numeric(stype == \"", g, "\")")), design)
    of_totals(design, quote(api00), groups[[g]], bquote(!(.(groups[[g]]))), spreads, named(name, "spread", paste("rest", g)))
    of_totals(design, quote(api00), groups[[g]], quote(both == "Yes"), means, named(name, "api00", paste("overlap both", g)))
  }
  for (y in c("both", "sch.wide", "grade")) {
    x <- svychisq(as.formula(paste("~", y, "+ stype")), design, statistic = "F")
    add(named(name, y, "table stype"), statistic = x$statistic, df = x$parameter[1], p = x$p.value, low = x$parameter[2])
  }
  for (pair in list(c("E", "H"), c("H", "M"))) {
    sides <- lapply(pair, function(s) bquote(stype == .(s)))
    of_totals(design, quote(api00), sides[[1]], sides[[2]], means, named(name, "api00", paste("group", pair[1], pair[2])))
    of_totals(design, quote(api00), sides[[1]], sides[[2]], spreads, named(name, "spread", paste("group", pair[1], pair[2])))
  }
}

# Schools that return: wave 1 is 2000, wave 0 is 1999.
keep <- c("stype", "sch.wide", "both", "pw", "unit", "y", "wave")
apistrat$unit <- seq_len(nrow(apistrat))
now <- apistrat; now$y <- now$api00; now$wave <- 1; now <- now[now$unit %% 7 != 0, keep]
then <- apistrat; then$y <- then$api99; then$wave <- 0; then <- then[then$unit %% 5 != 0, keep]
stacked <- rbind(now, then)
stacked$share <- as.numeric(stacked$y >= 650); stacked$grade <- floor(stacked$y / 100)
both_totals <- rbind(cbind(totals, wave = 0), cbind(totals, wave = 1))
panel <- list(
  plain = svydesign(id = ~unit, weights = ~pw, data = stacked),
  strata = svydesign(id = ~unit, strata = ~stype, weights = ~pw, data = stacked)
)
panel$poststrat <- postStratify(panel$strata, ~ sch.wide + wave, both_totals)
for (name in names(panel)) {
  design <- panel[[name]]
  part_of <- function(g) eval(bquote(subset(design, .(groups[[g]]))))
  for (g in names(groups)) for (y in c("y", "share")) {
    s <- suppressWarnings(summary(svyglm(as.formula(paste(y, "~ wave")), part_of(g))))
    df <- s$df.residual; s <- s$coefficients["wave", ]
    add(named("panel", name, y, paste("waves", g)), s[1], s[2], s[3], df, 2 * pt(-abs(s[3]), df))
  }
  for (g in names(groups)) odds(named("panel", name, "share", paste("odds waves", g)), share ~ wave, part_of(g))
  of_totals(design, quote(y), quote(wave == 1), quote(wave == 0), spreads, named("panel", name, "spread", "waves all"))
  sides <- c(groups[-1], list("Yes No" = quote(both == "Yes")))
  for (g in names(sides)) for (y in c("y", "share")) {
    d <- eval(bquote(update(design, g = as.numeric(.(sides[[g]])))))
    s <- suppressWarnings(summary(svyglm(as.formula(paste(y, "~ wave * g")), d)))
    k <- s$coefficients["wave:g", ]
    add(named("panel", name, y, paste("change rest", g)), k[1], k[2], k[3], degf(design) - 3, 2 * pt(-abs(k[3]), degf(design) - 3))
  }
  # Real change and mix over the groups of `both`, as in change.R.
  for (measure in c("y", "grade")) {
    d <- design; columns <- c(); levels <- c("No", "Yes")
    for (w in 0:1) for (g in 1:2) {
      inside <- as.numeric(d$variables$wave == w & d$variables$both == levels[g])
      d$variables[[paste0("n", w, g)]] <- inside
      d$variables[[paste0("x", w, g)]] <- inside * d$variables[[measure]]
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
      add(named("panel", name, measure, part), coef(found), sqrt(vcov(found)[1]))
    }
  }
}
write_numbers(do.call(rbind, rows), "clustered")

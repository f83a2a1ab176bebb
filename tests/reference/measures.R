# Design x measure x contrast beyond mean and share: quantiles, spread, promoters, answers of one question, groups that
# overlap, differences of differences, a whole table.
source("common.R")
rows <- list()
add <- function(...) rows[[length(rows) + 1]] <<- row_of(...)
named <- function(...) paste(..., sep = "/")

# A coarse variable as grades are (3 to 9), promoters less detractors, and three ticks that overlap.
derived <- function(d) {
  d$all <- TRUE
  d$grade <- floor(d$api00 / 100)
  d$nps <- 100 * ((d$api00 >= 700) - (d$api00 < 600))
  d$a <- as.numeric(d$both == "Yes"); d$b <- as.numeric(d$api00 >= 650); d$c <- as.numeric(d$api99 < 600)
  d$d <- as.numeric(d$sch.wide == "Yes")
  d
}
apistrat <- derived(apistrat); apisrs <- derived(apisrs)
groups <- list(all = quote(all), E = quote(stype == "E"), H = quote(stype == "H"), M = quote(stype == "M"))
part_of <- function(design, g) eval(bquote(subset(design, .(groups[[g]]))))

# Differences that are functions of totals: R differentiates them itself. `e` and `r` mark the two sides.
of_totals <- function(design, left, right, expression, case) {
  design <- eval(bquote(update(design, e = as.numeric(.(left)), r = as.numeric(.(right)))))
  design <- update(design, e1 = e * api00, e2 = e * api00^2, r1 = r * api00, r2 = r * api00^2)
  t <- svytotal(~e + r + e1 + e2 + r1 + r2, design)
  n <- function(side) sum(weights(design) > 0 & design$variables[[side]] == 1)
  ne <- n("e"); nr <- n("r")
  found <- svycontrast(t, eval(bquote(quote(.(eval(substitute(substitute(x, list(ne = ne, nr = nr)), list(x = expression))))))))
  add(case, coef(found), SE(found))
}
sd_difference <- quote(sqrt((e2 / e - (e1 / e)^2) * ne / (ne - 1)) - sqrt((r2 / r - (r1 / r)^2) * nr / (nr - 1)))

# The score interval of a difference of two shares of one sample, without a formula for the shares under a difference:
# they are found by maximising the likelihood numerically. Tango 1998; t in the place of z.
score_interval <- function(p1, p2, n, crit) {
  statistic <- function(d) {
    logl <- function(q) { # q: share of the second answer, q + d of the first
      term <- function(p, x) if (p == 0) 0 else p * log(x)
      term(p1, q + d) + term(p2, q) + term(1 - p1 - p2, 1 - 2 * q - d)
    }
    q <- optimize(logl, c(max(0, -d), (1 - d) / 2), maximum = TRUE, tol = 1e-14)$maximum
    (p1 - p2 - d) / sqrt((2 * q + d - d^2) / n)
  }
  end <- function(low, high, bound) uniroot(function(d) statistic(d) - bound, c(low, high), tol = 1e-13)$root
  c(end(-1 + 1e-9, p1 - p2, crit), end(p1 - p2, 1 - 1e-9, -crit))
}

for (name in c("weights", "strata", "fpc", "poststrat_no_fpc", "poststrat")) {
  design <- designs()[[name]]
  df <- degf(design)
  for (g in names(groups)) {
    part <- part_of(design, g)
    # Quantiles: R's default rule and interval. In a part the degrees of freedom are those of the whole.
    for (p in c(.25, .5, .9)) for (v in c("api00", "grade")) {
      q <- svyquantile(as.formula(paste0("~", v)), part, p, df = df)[[1]]
      add(named(name, v, paste("quantile", p, g)), q[1], q[4], low = q[2], high = q[3])
    }
    # The shares at or below every grade, from which the interval by test follows.
    for (k in 4:8) {
      m <- eval(bquote(svymean(~I(as.numeric(grade <= .(k))), part)))
      add(named(name, "grade", paste("at or below", k, g)), coef(m), SE(m))
    }
    v <- svyvar(~api00, part)
    add(named(name, "api00", paste("spread", g)), sqrt(v[1]), as.numeric(SE(v)) / (2 * sqrt(v[1])))
    # Promoters: estimate and error by svymean, interval on the base that gives this error.
    m <- svymean(~nps, part)
    x <- part$variables$nps; w <- weights(part)
    share <- function(value) sum(w[x == value]) / sum(w)
    n <- sum(w > 0); spread <- sum(w * (x - coef(m))^2) / sum(w) * n / (n - 1)
    ci <- 100 * score_interval(share(100), share(-100), spread / as.numeric(vcov(m)), qt(.975, df))
    add(named(name, "nps", paste("promoters", g)), coef(m), SE(m), low = ci[1], high = ci[2])
    # Answers of one question on the same respondents.
    for (pair in list(c("a", "b"), c("a", "c"), c("b", "c"), c("a", "d"))) {
      m <- svycontrast(svymean(~a + b + c + d, part), setNames(c(1, -1), pair))
      t <- coef(m) / SE(m)
      add(named(name, "answers", paste(pair[1], pair[2], g)), coef(m), SE(m), t, df, 2 * pt(-abs(t), df))
    }
    # A share on R's logit scale.
    ci <- svyciprop(~I(b == 1), part, method = "xlogit", df = df)
    add(named(name, "share", paste("interval", g)), as.numeric(ci), low = attr(ci, "ci")[1], high = attr(ci, "ci")[2])
    if (g != "all") {
      of_totals(design, groups[[g]], bquote(!(.(groups[[g]]))), sd_difference, named(name, "api00", paste("spread rest", g)))
      of_totals(design, groups[[g]], quote(both == "Yes"), quote(e1 / e - r1 / r), named(name, "api00", paste("overlap both", g)))
    }
  }
  for (pair in list(c("E", "H"), c("E", "M"), c("H", "M"))) {
    of_totals(design, bquote(stype == .(pair[1])), bquote(stype == .(pair[2])), quote(e1 / e - r1 / r),
              named(name, "api00", paste("group", pair[1], pair[2])))
    of_totals(design, bquote(stype == .(pair[1])), bquote(stype == .(pair[2])), sd_difference,
              named(name, "api00", paste("spread group", pair[1], pair[2])))
  }
  for (pair in list(c("both", "stype"), c("sch.wide", "stype"), c("grade", "stype"))) {
    x <- svychisq(as.formula(paste("~", pair[1], "+", pair[2])), design, statistic = "F")
    add(named(name, pair[1], paste("table", pair[2])), statistic = x$statistic, df = x$parameter[1], p = x$p.value, low = x$parameter[2])
  }
}

# Two waves, apistrat and apisrs: did a group change more than the rest, or than another group?
waves <- function(kind) {
  keep <- c("stype", "sch.wide", "both", "api00", "a", "pw", "fpc")
  one <- apistrat[, keep]; one$wave <- 1; one$stratum <- as.character(one$stype)
  two <- apisrs[, keep]; two$wave <- 0; two$stratum <- "all"
  d <- rbind(one, two)
  if (kind == "weights") d$stratum <- "all"
  d$stratum <- paste(d$wave, d$stratum)
  if (kind == "fpc" || kind == "poststrat") svydesign(id = ~1, strata = ~stratum, weights = ~pw, fpc = ~fpc, data = d)
  else svydesign(id = ~1, strata = ~stratum, weights = ~pw, data = d)
}
both_totals <- rbind(cbind(totals, wave = 0), cbind(totals, wave = 1))
for (name in c("weights", "strata", "fpc", "poststrat_no_fpc", "poststrat")) {
  stacked <- waves(name)
  if (startsWith(name, "poststrat")) stacked <- postStratify(stacked, ~ sch.wide + wave, both_totals)
  change <- function(design, case, y) {
    # A part of a post-stratified design keeps its other rows with weight 0, of which R warns.
    s <- suppressWarnings(summary(svyglm(as.formula(paste(y, "~ wave * g")), design)))
    k <- s$coefficients["wave:g", ]
    add(named(name, y, case), k[1], k[2], k[3], s$df.residual, k[4])
  }
  for (y in c("api00", "a")) {
    for (g in c("E", "H", "M")) change(eval(bquote(update(stacked, g = as.numeric(stype == .(g))))), paste("change rest", g), y)
    for (pair in list(c("E", "H"), c("E", "M"), c("H", "M"))) {
      d <- eval(bquote(subset(update(stacked, g = as.numeric(stype == .(pair[1]))), stype %in% .(pair))))
      change(d, paste("change", pair[1], pair[2]), y)
    }
  }
}
# Equal weights: R's interval by score test, found by a root finder over the answers.
srs <- svydesign(id = ~1, weights = ~pw, data = apisrs)
for (p in c(.25, .5, .75)) {
  q <- svyquantile(~api00, srs, p, interval.type = "score")[[1]]
  add(named("apisrs", "api00", paste("score", p)), q[1], q[4], low = q[2], high = q[3])
}
write_numbers(do.call(rbind, rows), "measures")

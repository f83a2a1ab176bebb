# Design x measure x contrast: estimates, group against rest, wave against wave.
source("common.R")
measures <- list(mean = ~api00, share = ~I(as.numeric(both == "Yes")))
value <- function(measure) if (measure == "mean") quote(api00) else quote(as.numeric(both == "Yes"))
groups <- list(E = quote(stype == "E"), H = quote(stype == "H"), M = quote(stype == "M"), both = quote(both == "Yes"),
               wide = quote(sch.wide == "Yes"))

# Two waves: apistrat and apisrs, strata wave x stype.
waves <- function(kind) {
  one <- apistrat[, c("stype", "sch.wide", "both", "api00", "pw", "fpc")]; one$wave <- 1; one$stratum <- as.character(one$stype)
  two <- apisrs[, c("stype", "sch.wide", "both", "api00", "pw", "fpc")]; two$wave <- 0; two$stratum <- "all"
  d <- rbind(one, two)
  if (kind == "weights") d$stratum <- "all"
  d$stratum <- paste(d$wave, d$stratum)
  formula <- ~stratum
  if (kind == "fpc" || kind == "poststrat") svydesign(id = ~1, strata = formula, weights = ~pw, fpc = ~fpc, data = d)
  else svydesign(id = ~1, strata = formula, weights = ~pw, data = d)
}
both_totals <- rbind(cbind(totals, wave = 0), cbind(totals, wave = 1))

rows <- list()
add <- function(...) rows[[length(rows) + 1]] <<- row_of(...)
ttest <- function(case, formula, design) {
  t <- svyttest(formula, design)
  add(case, t$estimate, abs(t$estimate / t$statistic), t$statistic, t$parameter, t$p.value)
}
ci <- function(case, x, design, measure) {
  interval <- if (measure == "mean") confint(x, df = degf(design))
              else 1 / (1 + exp(-(qlogis(coef(x)) + c(-1, 1) * qt(.975, degf(design)) * as.numeric(SE(x)) / (coef(x) * (1 - coef(x))))))
  add(case, coef(x), SE(x), df = degf(design), low = interval[1], high = interval[2])
}
for (name in names(designs())) {
  design <- designs()[[name]]
  for (measure in names(measures)) {
    v <- value(measure)
    estimate <- svymean(measures[[measure]], design)
    ci(paste(name, measure, "estimate all", sep = "/"), estimate, design, measure)
    for (g in names(groups)) {
      if (measure == "share" && g == "both") next
      part <- eval(bquote(subset(design, .(groups[[g]]))))
      ci(paste(name, measure, paste("estimate", g), sep = "/"), svymean(measures[[measure]], part), design, measure)
      formula <- eval(bquote(as.formula(.(v) ~ as.numeric(.(groups[[g]])))))
      ttest(paste(name, measure, paste("rest", g), sep = "/"), formula, design)
    }
    stacked <- waves(name)
    if (startsWith(name, "poststrat")) stacked <- postStratify(stacked, ~ sch.wide + wave, both_totals)
    ttest(paste(name, measure, "wave all", sep = "/"), eval(bquote(as.formula(.(v) ~ wave))), stacked)
    part <- subset(stacked, stype == "E")
    formula <- eval(bquote(as.formula(.(v) ~ wave)))
    ttest(paste(name, measure, "wave E", sep = "/"), formula, part)
  }
}
write_numbers(do.call(rbind, rows), "matrix")

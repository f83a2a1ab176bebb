# Raking and calibration on several margins, with bounds and trimming: weights, means with their errors, tests.
source("common.R")
rows <- list()
add <- function(...) rows[[length(rows) + 1]] <<- row_of(...)
kept <- list()

# The stored design weights are rounded to single precision: here they add up to the population, as bounds on factors suppose.
apistrat$pw <- apistrat$fpc / ave(apistrat$fpc, apistrat$stype, FUN = length)

# Three margins and a mean of the population of schools.
schools <- as.data.frame(xtabs(~stype, apipop), responseName = "Freq")
met <- as.data.frame(xtabs(~both, apipop), responseName = "Freq")
population <- c("(Intercept)" = 6194, stypeH = 755, stypeM = 1018, sch.wideYes = totals$Freq[totals$sch.wide == "Yes"],
                bothYes = met$Freq[met$both == "Yes"])
with_api99 <- c(population, api99 = sum(apipop$api99))
# Cells of two questions, the second within one answer of the first: post-strata. Design weights differ within them.
celled <- function(d) { d$cell <- ifelse(d$sch.wide == "No", "No", paste("Yes", d$both)); d }
apistrat <- celled(apistrat)
cells_of <- as.data.frame(xtabs(~cell, celled(apipop)), responseName = "Freq")
margins <- ~stype + sch.wide + both
quantity <- ~stype + sch.wide + both + api99
equal <- svydesign(id = ~1, weights = ~one, data = transform(apistrat, one = 6194 / 200))
plain <- svydesign(id = ~1, weights = ~pw, data = apistrat)
fpc <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc)
# R's own slope of the bounded raking distance compares the angle with bounds that hold for the factor, and goes in circles.
bounded_raking <- make.calfun(cal.raking$Fm1, function(u, bounds) ifelse(exp(u) > bounds$lower & exp(u) < bounds$upper, exp(u), 0), "raking")
tight <- list(maxit = 500, epsilon = 1e-14)

# Raking with the largest weights trimmed: those above the limit are set to it, the others raked to what is left.
trimmed_rake <- function(design, times, of, names = c("stype", "sch.wide", "both"), tables = list(schools, totals, met)) {
  each <- lapply(names, function(name) as.formula(paste0("~", name)))
  margins <- reformulate(names)
  first <- rake(design, each, tables, control = tight)
  w <- weights(first); limit <- times * of(w); cut <- rep(FALSE, length(w)); start <- weights(design)
  while (any(w > limit * (1 + 1e-12) & !cut)) {
    cut <- cut | w > limit * (1 + 1e-12)
    w[cut] <- limit
    frame <- apistrat
    left <- function(table, name) { table$Freq <- table$Freq - as.vector(tapply(limit * cut, frame[[name]], sum)); table }
    free <- frame[!cut, ]; free$start <- start[!cut]
    d <- svydesign(id = ~1, weights = ~start, data = free)
    d <- rake(d, each, Map(left, tables, names), control = tight)
    w[!cut] <- weights(d)
  }
  # With trimming the regression behind the error is weighted with the final weights: calibrated to its own totals.
  d <- design; d$variables$final <- w
  strata <- if (design$has.strata) ~stype else NULL
  d <- if (is.null(design$fpc$popsize)) svydesign(id = ~1, weights = ~final, data = d$variables)
       else svydesign(id = ~1, strata = ~stype, weights = ~final, fpc = ~fpc, data = d$variables)
  d <- calibrate(d, margins, colSums(model.matrix(margins, d$variables) * w))
  attr(d, "cut") <- cut
  d
}

cases <- function(design) list(
  rake = rake(design, list(~stype, ~sch.wide, ~both), list(schools, totals, met), control = tight),
  raking = calibrate(design, margins, population, calfun = "raking", epsilon = 1e-13),
  linear = calibrate(design, margins, population),
  linear_mean = calibrate(design, quantity, with_api99),
  linear_bounds = calibrate(design, quantity, with_api99, calfun = "linear", bounds = c(0.56, 1.21), epsilon = 1e-13, maxit = 500),
  raking_bounds = calibrate(design, quantity, with_api99, calfun = bounded_raking, bounds = c(0.57, 1.225), epsilon = 1e-13, maxit = 500),
  logit_bounds = calibrate(design, quantity, with_api99, calfun = "logit", bounds = c(0.5, 1.3), epsilon = 1e-13, maxit = 500),
  trimmed = trimmed_rake(design, 1.5, mean),
  trimmed_median = trimmed_rake(design, 1.9, median),
  cells = postStratify(design, ~cell, cells_of),
  trimmed_cells = trimmed_rake(design, 1.3, mean, "cell", list(cells_of))
)

for (name in c("plain", "fpc")) {
  found <- cases(get(name))
  for (case in names(found)) {
    design <- found[[case]]
    w <- weights(design)
    if (name == "plain") {
      kept[[case]] <- w
      cat(case, ": factors ", paste(signif(range(w / weights(plain)), 4), collapse = " to "), ", sum ", sum(w), "\n")
      if (!is.null(attr(design, "cut"))) add(paste(case, "trimmed", sep = "/"), mean(attr(design, "cut")))
    }
    key <- function(what) paste(name, case, what, sep = "/")
    m <- svymean(~api00, design); add(key("all"), coef(m), SE(m))
    # R's rake takes the residuals of an unweighted regression, calibrate of one with the start weights.
    by <- svyby(~api00, ~awards, design, svymean)
    for (i in 1:2) add(key(as.character(by$awards[i])), by$api00[i], by$se[i])
    t <- svyttest(api00 ~ awards, design); add(key("awards"), t$estimate, abs(t$estimate / t$statistic), t$statistic, t$parameter, t$p.value)
  }
}

# Equal start weights: rake and calibrate have one error, but R's rake sweeps the margins ten times, short of convergence.
raked <- rake(equal, list(~stype, ~sch.wide, ~both), list(schools, totals, met), control = tight)
kept$equal <- weights(raked)
for (case in c("rake", "raking")) {
  design <- if (case == "rake") raked else calibrate(equal, margins, population, calfun = "raking", epsilon = 1e-13)
  m <- svymean(~api00, design); add(paste0("equal/", case, "/all"), coef(m), SE(m))
  by <- svyby(~api00, ~awards, design, svymean)
  for (i in 1:2) add(paste0("equal/", case, "/", by$awards[i]), by$api00[i], by$se[i])
  t <- svyttest(api00 ~ awards, design)
  add(paste0("equal/", case, "/awards"), t$estimate, abs(t$estimate / t$statistic), t$statistic, t$parameter, t$p.value)
}

# Limits without targets.
for (strict in c(FALSE, TRUE)) kept[[paste0("trim", strict)]] <- weights(trimWeights(plain, upper = 35, lower = 18, strict = strict))
kept <- lapply(kept, function(w) formatC(as.vector(w), digits = 17, format = "g"))
write.csv(as.data.frame(kept), "data/weighting.csv", row.names = FALSE, quote = FALSE)
write_numbers(do.call(rbind, rows), "weighting")

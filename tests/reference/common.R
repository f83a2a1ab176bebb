# What every script here shares: the packages, and writing numbers at full precision.
suppressPackageStartupMessages(library(survey))
data(api)
options(digits = 17, warn = 1, survey.lonely.psu = "fail")

# How closely a logistic regression is fitted: R stops far earlier by itself.
closely <- glm.control(epsilon = 1e-14, maxit = 100)

write_numbers <- function(frame, name) {
  for (column in names(frame)) {
    if (is.numeric(frame[[column]])) frame[[column]] <- trimws(formatC(frame[[column]], digits = 17, format = "g"))
  }
  write.csv(frame, file.path("numbers", paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
}

# One row of a table of numbers; what does not apply is NA.
row_of <- function(case, estimate = NA, se = NA, statistic = NA, df = NA, p = NA, low = NA, high = NA) {
  data.frame(case = case, estimate = unname(estimate), se = unname(se), statistic = unname(statistic), df = unname(df),
             p = unname(p), low = unname(low), high = unname(high))
}

# The four designs over apistrat, and the same for the second wave, apisrs.
totals <- as.data.frame(xtabs(~sch.wide, apipop), responseName = "Freq")
designs <- function() {
  list(
    weights = svydesign(id = ~1, weights = ~pw, data = apistrat),
    strata = svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat),
    fpc = svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc),
    poststrat_no_fpc = postStratify(svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat), ~sch.wide, totals),
    poststrat = postStratify(svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc), ~sch.wide, totals)
  )
}

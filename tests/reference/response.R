# Response by stratum: Pearson's chi-square of all strata, and of each against the others.
source("common.R")
cases <- list(
  even = list(answered = c(190, 95, 285), listed = c(1000, 500, 1500)),
  uneven = list(answered = c(182, 214, 213, 246), listed = c(1200, 1500, 1100, 1200)),
  small = list(answered = c(3, 7), listed = c(20, 12))
)
rows <- list()
for (name in names(cases)) {
  r <- cases[[name]]$answered; n <- cases[[name]]$listed
  test <- suppressWarnings(chisq.test(rbind(r, n - r), correct = FALSE))
  rows[[length(rows) + 1]] <- row_of(paste(name, "all", sep = "/"), sum(r) / sum(n), statistic = test$statistic, df = test$parameter, p = test$p.value)
  for (h in seq_along(r)) {
    test <- suppressWarnings(chisq.test(rbind(c(r[h], sum(r[-h])), c(n[h] - r[h], sum((n - r)[-h]))), correct = FALSE))
    rows[[length(rows) + 1]] <- row_of(paste(name, h - 1, sep = "/"), r[h] / n[h], statistic = test$statistic, df = test$parameter, p = test$p.value)
  }
}
write_numbers(do.call(rbind, rows), "response")

# Means and covariances by maximum likelihood with missing answers (lavaan, the saturated model), plain and weighted.
source("common.R")
suppressPackageStartupMessages(library(lavaan))
holes <- attitude
holes$complaints[seq(1, 30, 4)] <- NA
holes$learning[seq(2, 30, 3)] <- NA
holes$raises[c(3, 4, 5, 20)] <- NA
holes$rating[c(7, 20)] <- NA
write.csv(holes, "data/attitude_holes.csv", row.names = FALSE, quote = FALSE)
items <- names(holes)
model <- paste(c(outer(items, items, function(a, b) paste(a, "~~", b))[upper.tri(diag(length(items)), diag = TRUE)],
                 paste(items, "~ 1")), collapse = "\n")
rows <- list()
fit <- function(case, ...) {
  found <- lavaan(model, data = holes, missing = "ml", control = list(rel.tol = 1e-15, iter.max = 100000), ...)
  implied <- lavInspect(found, "implied")
  for (a in items) {
    rows[[length(rows) + 1]] <<- row_of(paste(case, a, sep = "/"), implied$mean[a])
    for (b in items) rows[[length(rows) + 1]] <<- row_of(paste(case, a, b, sep = "/"), implied$cov[a, b])
  }
}
fit("plain")
holes$w <- seq(1, 2, length.out = 30)
fit("weighted", sampling.weights = "w", estimator = "MLR")
write_numbers(do.call(rbind, rows), "em")

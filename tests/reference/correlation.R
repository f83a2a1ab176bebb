# Weighted correlations of items with one overall score: all and per group, with missing answers, pairwise valid.
source("common.R")
write.csv(attitude, "data/attitude.csv", row.names = FALSE, quote = FALSE)
write.csv(swiss, "data/swiss.csv", row.names = FALSE, quote = FALSE)
rows <- list()
add <- function(...) rows[[length(rows) + 1]] <<- row_of(...)
correlations <- function(case, items, overall, w) {
  for (name in names(items)) {
    both <- !is.na(items[[name]]) & !is.na(overall)
    found <- cov.wt(cbind(items[[name]], overall)[both, ], wt = w[both] / sum(w[both]), cor = TRUE)
    add(paste(case, name), found$cor[1, 2])
    add(paste(case, name, "n"), found$n.obs)
  }
}

# The api schools: grades of the year before, and two answers as 0 and 1; every fifth school without the first, every
# seventh without the overall grade.
schools <- data.frame(api99 = apistrat$api99, both = as.numeric(apistrat$both == "Yes"), sch.wide = as.numeric(apistrat$sch.wide == "Yes"))
overall <- apistrat$api00
holes <- schools; holes$api99[seq(1, 200, 5)] <- NA
gaps <- overall; gaps[seq(1, 200, 7)] <- NA
for (s in c("all", "E", "H", "M")) {
  part <- s == "all" | apistrat$stype == s
  correlations(paste("api", s), schools[part, ], overall[part], apistrat$pw[part])
  correlations(paste("holes", s), holes[part, ], gaps[part], apistrat$pw[part])
}

# Data sets of R itself, plain and with weights from 1 to 2 evenly over the rows; of attitude also the matrix.
even <- function(n) seq(1, 2, length.out = n)
correlations("swiss", swiss[, -1], swiss$Fertility, rep(1, 47))
correlations("swiss weighted", swiss[, -1], swiss$Fertility, even(47))
for (kind in c("attitude", "attitude weighted")) {
  w <- if (kind == "attitude") rep(1, 30) else even(30)
  correlations(kind, attitude[, -1], attitude$rating, w)
  importance <- cov.wt(attitude, wt = w / sum(w), cor = TRUE)$cor[-1, 1]
  rating <- sapply(attitude[, -1], weighted.mean, w)
  for (name in names(rating)) add(paste(kind, name, "mean"), rating[[name]])
  add(paste(kind, "importance border"), mean(importance))
  add(paste(kind, "rating border"), mean(rating))
}
write_numbers(do.call(rbind, rows), "correlation")

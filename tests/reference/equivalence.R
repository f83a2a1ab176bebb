# Two one-sided t tests (TOST) by R's own t.test, on the numbers of the api schools: difference, standard error, degrees
# of freedom, margin, and the larger of the two p values.
source("common.R")
rows <- list()
add <- function(x, y, margin) {
  above <- t.test(x, y, mu = -margin, alternative = "greater")
  below <- t.test(x, y, mu = margin, alternative = "less")
  rows[[length(rows) + 1]] <<- data.frame(
    difference = unname(above$estimate[1] - above$estimate[2]), se = above$stderr, df = unname(above$parameter),
    margin = margin, p = max(above$p.value, below$p.value)
  )
}
x <- apistrat$api00
for (margin in c(5, 20, 40, 80)) {
  add(x[apistrat$sch.wide == "Yes"], x[apistrat$sch.wide == "No"], margin)
  add(apistrat$api00, apisrs$api00, margin)
}
add(x[apistrat$stype == "M"], x[apistrat$stype == "H"], 30)
write_numbers(do.call(rbind, rows), "equivalence")

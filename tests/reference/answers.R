# Answer against answer of the same respondents as old reports tested it: with an effective base, and with the sum of
# weights as n. Two ticks a and b of apistrat; the formula of overlapping columns is written out, the paired t-test is R's
# own on rows that are repeated as often as they weigh.
source("common.R")
rows <- list()
add <- function(...) rows[[length(rows) + 1]] <<- row_of(...)
a <- as.numeric(apistrat$both == "Yes"); b <- as.numeric(apistrat$api00 >= 650)

# Quantum, Survey Reporter: t = (pb - pa) / sqrt([pa(1-pa) + pb(1-pb) + 2 pa pb - 2 pab] / D), D the effective base.
overlapping <- function(w) {
  share <- function(x) sum(w * x) / sum(w)
  pa <- share(a); pb <- share(b); pab <- share(a * b); e <- sum(w)^2 / sum(w^2)
  se <- sqrt((pa * (1 - pa) + pb * (1 - pb) + 2 * pa * pb - 2 * pab) / e)
  add("effective base", pa - pb, se, (pa - pb) / se, e - 1, 2 * pt(-abs((pa - pb) / se), e - 1))
}
overlapping(apistrat$pw)

# Weights of whole numbers taken for respondents.
w <- round(apistrat$pw / 10)
t <- t.test(rep(a, w), rep(b, w), paired = TRUE)
add("sum of weights", t$estimate, t$stderr, t$statistic, t$parameter, t$p.value)

# Agresti, Categorical Data Analysis (2002), table 10.1: 944 and 880 of 1,600 approve, 794 both times.
n <- 1600; pa <- 944 / n; pb <- 880 / n; pab <- 794 / n
add("approval", pb - pa, sqrt((pa * (1 - pa) + pb * (1 - pb) + 2 * pa * pb - 2 * pab) / n))
write_numbers(do.call(rbind, rows), "answers")

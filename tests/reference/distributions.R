# Tails and quantiles of the distributions that tests rest on: R's own pt, pf, pchisq, pnorm, qt and qnorm.
source("common.R")
frame <- function(of, value, df, other = NA, result) data.frame(of = of, value = value, df = df, other_df = other, result = result)
dfs <- c(0.5, 0.9, 1, 1.7, 2, 3, 4.25, 7, 10, 17.9, 18.5, 24.6, 30, 61.3, 185, 999.5, 2e4, 4e5, 1e7, Inf)
ts <- c(1e-8, 1e-4, 0.01, 0.2, 0.6744, 0.6746, 1, 1.5, 1.959963984540054, 2.7, 4, 5.65, 5.66, 8, 13, 21, 30, 37, 100, 1000)
of_t <- expand.grid(value = ts, df = dfs)
of_t <- frame("t tail", of_t$value, of_t$df, NA, pt(of_t$value, of_t$df, lower.tail = FALSE))
ps <- c(1e-12, 1e-9, 1e-6, 1e-4, 0.001, 0.005, 0.025, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.45, 0.49, 0.5)
# Below one degree of freedom qt looks for the root in steps, and stops at 1e-9 or earlier.
of_q <- expand.grid(value = ps, df = dfs[dfs >= 1])
of_q <- frame("t with tail", of_q$value, of_q$df, NA, qt(of_q$value, of_q$df, lower.tail = FALSE))
of_f <- expand.grid(value = c(0.001, 0.1, 0.5, 0.9, 1, 1.2, 2, 3.5, 10, 40, 250), df = c(1, 1.4, 2, 3, 5.8, 11, 40.2, 180), other = c(2, 5.5, 30, 211.7, 4000, 1e6, Inf))
of_f <- frame("F tail", of_f$value, of_f$df, of_f$other, pf(of_f$value, of_f$df, of_f$other, lower.tail = FALSE))
of_chi <- expand.grid(value = c(-6, -3, -1, 0, 0.5, 1, 2, 4, 8, 16, 30), df = c(1, 2, 3, 4, 6, 9, 14, 40, 333, 5000))
of_chi$value <- of_chi$df + of_chi$value * sqrt(2 * of_chi$df)
of_chi <- of_chi[of_chi$value > 0, ]
of_chi <- frame("chi-square tail", of_chi$value, of_chi$df, NA, pchisq(of_chi$value, of_chi$df, lower.tail = FALSE))
rows <- rbind(of_t, of_q, of_f, of_chi)
# What is smaller than this is no number with all its digits any more.
write_numbers(rows[rows$of == "t with tail" | rows$result > 1e-300, ], "distributions")

# Single numbers: raking and calibration, intervals, spread, lonely strata, missing answers, textbook tests.
source("common.R")
rows <- list()
add <- function(...) rows[[length(rows) + 1]] <<- row_of(...)
strat <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc)
plain <- svydesign(id = ~1, weights = ~pw, data = apistrat)
mean_of <- function(case, design) { m <- svymean(~api00, design); add(case, coef(m), SE(m)) }

# Raking: R's rake regresses unweighted, calibrate with the design weights.
schools <- as.data.frame(xtabs(~stype, apipop), responseName = "Freq")
raked <- rake(strat, list(~stype, ~sch.wide), list(schools, totals), control = list(maxit = 100, epsilon = 1e-9))
mean_of("rake", raked)
loose <- rake(strat, list(~stype, ~sch.wide), list(schools, totals))
mean_of("rake default epsilon", loose)
strata <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat)
mean_of("rake no fpc", rake(strata, list(~stype, ~sch.wide), list(schools, totals), control = list(maxit = 100, epsilon = 1e-9)))
mean_of("rake no fpc default epsilon", rake(strata, list(~stype, ~sch.wide), list(schools, totals)))
mean_of("rake weights only", rake(plain, list(~stype, ~sch.wide), list(schools, totals)))
mean_of("rake weights plain", svydesign(id = ~1, weights = weights(loose), data = apistrat))
calibrated <- calibrate(strat, ~stype + sch.wide, c("(Intercept)" = 6194, stypeH = 755, stypeM = 1018, sch.wideYes = 5122),
                        calfun = "raking", epsilon = 1e-13)
mean_of("calibrate raking", calibrated)
write.csv(data.frame(rake = formatC(weights(raked), digits = 17, format = "g"),
                     calibrate = formatC(weights(calibrated), digits = 17, format = "g")),
          "data/apistrat_raked.csv", row.names = FALSE, quote = FALSE)

# Spread and effective base.
add("svyvar weights", sqrt(coef(svyvar(~api00, plain))[1]))
add("svyvar E", sqrt(coef(svyvar(~api00, subset(plain, stype == "E")))[1]))
add("kish", sum(apistrat$pw)^2 / sum(apistrat$pw^2))

# A share with R's own interval: the glm behind it stops at 1e-8.
p <- svyciprop(~I(both == "Yes"), strat, method = "logit")
add("svyciprop logit", as.numeric(p), sqrt(as.numeric(attr(p, "var"))), low = attr(p, "ci")[1], high = attr(p, "ci")[2])

# Wilson's interval at 0% and elsewhere.
for (x in c(0, 7, 20)) { w <- prop.test(x, 20, correct = FALSE)$conf.int; add(paste("wilson", x, "of 20"), x / 20, low = w[1], high = w[2]) }

# Missing answers: every fifth school has no grade; all units stay in the design.
holes <- apistrat; holes$api00[seq(1, 200, 5)] <- NA
for (kind in c("strata", "poststrat")) {
  d <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = holes, fpc = ~fpc)
  if (kind == "poststrat") d <- postStratify(d, ~sch.wide, totals)
  m <- svymean(~api00, d, na.rm = TRUE); add(paste("holes", kind), coef(m), SE(m))
  mE <- svymean(~api00, subset(d, stype == "E"), na.rm = TRUE); add(paste("holes E", kind), coef(mE), SE(mE))
}

# Tests with missing answers, of all and of a part: every fifth school without a grade, and none of the high schools, so
# that a stratum answers nothing. Degrees of freedom are those of svyttest: degf of the rows that svyglm keeps, less one.
silent <- holes; silent$api00[silent$stype == "H"] <- NA
for (kind in c("strata", "poststrat")) {
  d <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = silent, fpc = ~fpc)
  if (kind == "poststrat") d <- postStratify(d, ~sch.wide, totals)
  for (of in c("all", "wide")) {
    t <- svyttest(api00 ~ awards, if (of == "all") d else subset(d, sch.wide == "Yes"))
    add(paste("silent", kind, of), t$estimate, abs(t$estimate / t$statistic), t$statistic, t$parameter, t$p.value)
  }
}
# Districts of which no school answered are no units of the test.
mute <- apiclus1; mute$api00[mute$dnum %in% sort(unique(mute$dnum))[1:4]] <- NA; mute$api00[seq(1, 183, 7)] <- NA
d <- svydesign(id = ~dnum, weights = ~pw, data = mute, fpc = ~fpc)
t <- svyttest(api00 ~ awards, d)
add("silent clusters all", t$estimate, abs(t$estimate / t$statistic), t$statistic, t$parameter, t$p.value)
# What other functions take: the design as it is given, answers or not.
d <- update(svydesign(id = ~1, strata = ~stype, weights = ~pw, data = silent, fpc = ~fpc), half = floor(api00 / 300))
x <- svychisq(~ half + awards, d, statistic = "F")
add("silent table", statistic = x$statistic, df = x$parameter[1], p = x$p.value, low = x$parameter[2])

# A stratum with one respondent.
few <- apistrat; few$lonely <- as.character(few$stype); few$lonely[1] <- "alone"
for (rule in c("adjust", "certainty")) {
  options(survey.lonely.psu = rule)
  mean_of(paste("lonely", rule), svydesign(id = ~1, strata = ~lonely, weights = ~pw, data = few))
}
options(survey.lonely.psu = "fail")

# Waves together: fixed shares of the weight.
w1 <- svymean(~api00, strat); w2 <- svymean(~api00, svydesign(id = ~1, weights = ~pw, fpc = ~fpc, data = apisrs))
share <- c(sum(apistrat$pw), sum(apisrs$pw)); share <- share / sum(share)
add("together", sum(share * c(coef(w1), coef(w2))), sqrt(sum(share^2 * c(SE(w1), SE(w2))^2)))

# Textbook tests.
t <- t.test(mpg ~ am, mtcars)
add("welch mtcars", diff(rev(t$estimate)), t$stderr, t$statistic, t$parameter, t$p.value)
t <- t.test(mpg ~ am, mtcars, var.equal = TRUE)
add("student mtcars", diff(rev(t$estimate)), t$stderr, t$statistic, t$parameter, t$p.value)
z <- prop.test(c(12, 7), c(18, 14), correct = FALSE)
add("two shares pooled z", 12 / 18 - 7 / 14, p = z$p.value)
write_numbers(do.call(rbind, rows), "others")

p <- c(.001, .008, .039, .041, .042, .06, .074, .205, .212, .216, .222, .251, .269, .275, .34, .341, .384, .569, .594, .696, .762, .94, .942, .975, .986)
write_numbers(data.frame(p = p, bh = p.adjust(p, "BH"), bonferroni = p.adjust(p, "bonferroni")), "adjust")

# The columns of the api data that the tests use. Source: R package survey, public data of the California Department of Education.
source("common.R")
columns <- c("stype", "sch.wide", "both", "awards", "api00", "api99", "pw", "fpc")
keep <- function(frame, extra = NULL) {
  frame <- frame[, c(columns, extra)]
  frame$pw <- formatC(frame$pw, digits = 17, format = "g")
  frame
}
write.csv(keep(apistrat), "data/apistrat.csv", row.names = FALSE, quote = FALSE)
write.csv(keep(apisrs), "data/apisrs.csv", row.names = FALSE, quote = FALSE)
write.csv(keep(apiclus1, "dnum"), "data/apiclus1.csv", row.names = FALSE, quote = FALSE)
apiclus2$fpc <- apiclus2$fpc1  # districts
write.csv(keep(apiclus2, "dnum"), "data/apiclus2.csv", row.names = FALSE, quote = FALSE)
write.csv(as.data.frame(xtabs(~sch.wide, apipop), responseName = "n"), "data/api_totals.csv", row.names = FALSE, quote = FALSE)
write.csv(mtcars[, c("mpg", "am", "vs", "cyl")], "data/mtcars.csv", row.names = FALSE, quote = FALSE)

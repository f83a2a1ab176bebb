# A change between two waves (apistrat, then apisrs) split into real change and mix, as nonlinear functions of totals.
source("common.R")
stack_waves <- function(kind) {
  one <- apistrat[, c("stype", "sch.wide", "both", "api00", "pw", "fpc")]; one$wave <- 1; one$stratum <- as.character(one$stype)
  two <- apisrs[, c("stype", "sch.wide", "both", "api00", "pw", "fpc")]; two$wave <- 0; two$stratum <- "all"
  d <- rbind(one, two)
  if (kind == "weights") d$stratum <- "all"
  d$stratum <- paste(d$wave, d$stratum)
  if (kind == "fpc" || kind == "poststrat") svydesign(id = ~1, strata = ~stratum, weights = ~pw, fpc = ~fpc, data = d)
  else svydesign(id = ~1, strata = ~stratum, weights = ~pw, data = d)
}
both_totals <- rbind(cbind(totals, wave = 0), cbind(totals, wave = 1))
breaks <- list(stype = c("E", "H", "M"), sch.wide = c("No", "Yes"), both = c("No", "Yes"))
measures <- list(mean = quote(api00), share = quote(as.numeric(both == "Yes")))

rows <- list()
for (kind in names(designs())) for (measure in names(measures)) for (name in names(breaks)) {
  if (measure == "share" && name == "both") next
  d <- stack_waves(kind)
  if (startsWith(kind, "poststrat")) d <- postStratify(d, ~ sch.wide + wave, both_totals)
  groups <- breaks[[name]]
  columns <- c()
  d <- eval(bquote(update(d, y_ = .(measures[[measure]]))))
  for (w in 0:1) for (g in seq_along(groups)) {
    inside <- as.numeric(d$variables$wave == w & d$variables[[name]] == groups[g])
    d$variables[[paste0("n", w, g)]] <- inside
    d$variables[[paste0("x", w, g)]] <- inside * d$variables$y_
    columns <- c(columns, paste0("n", w, g), paste0("x", w, g))
  }
  sums <- svytotal(as.formula(paste("~", paste(columns, collapse = "+"))), d)
  total <- function(w) paste0("(", paste0("n", w, seq_along(groups), collapse = "+"), ")")
  share <- function(w, g) paste0("(n", w, g, "/", total(w), ")")
  mean_of <- function(w, g) paste0("(x", w, g, "/n", w, g, ")")
  each <- function(f) parse(text = paste(sapply(seq_along(groups), f), collapse = "+"))[[1]]
  # A group that answered in one wave only has no mean in the other; the api schools have none.
  real <- each(function(g) paste0("(", share(1, g), "+", share(0, g), ")/2*(", mean_of(1, g), "-", mean_of(0, g), ")"))
  mix <- each(function(g) paste0("(", mean_of(1, g), "+", mean_of(0, g), ")/2*(", share(1, g), "-", share(0, g), ")"))
  all <- parse(text = paste0("(", paste0("x1", seq_along(groups), collapse = "+"), ")/", total(1), "-(",
                             paste0("x0", seq_along(groups), collapse = "+"), ")/", total(0)))[[1]]
  for (part in c("total", "real", "mix")) {
    found <- svycontrast(sums, switch(part, total = all, real = real, mix = mix))
    rows[[length(rows) + 1]] <- row_of(paste(kind, measure, name, part, sep = "/"), coef(found), sqrt(vcov(found)[1]))
  }
}
write_numbers(do.call(rbind, rows), "change")

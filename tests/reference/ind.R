# The reference study (examples/ind), computed from its raw CSV files without Peil: its codes, nested targets and groups are
# written out again here, by hand. Weights, estimates, intervals, groups against the rest and waves against earlier ones.
# A case is the id that Peil gives it, with + for the comma of a nested group; `df` are those of the interval or the test after the rule "smaller".
source("common.R")

# --- data: three files, one coding -----------------------------------------------------------------------------------
waves <- c("2009", "2011", "2013")
answers <- function(wave) {
  raw <- read.csv(sprintf("../../examples/ind/data/vr-%s.csv", wave), colClasses = "character", na.strings = character())
  directorate <- if (wave == "2009") raw$v1 else raw$directorate
  role <- if (wave == "2009") raw$v2 else raw$role
  code <- function(x, from, to) to[match(x, from)]
  raw$directorate <- code(directorate, if (wave == "2009") c("A", "RS", "RE", "N") else as.character(1:4),
                          c("asylum", "regular_social", "regular_economic", "naturalisation"))
  raw$role <- code(role, if (wave == "2009") c("V", "R") else c("1", "2"), c("foreign_national", "sponsor"))
  # Only customers of the regular directorates were asked for their role.
  raw$role[!(raw$directorate %in% c("regular_social", "regular_economic"))] <- NA
  if (wave == "2009") raw$overall <- raw$v12
  raw$state <- if (wave == "2009") NA else code(raw$status, as.character(1:4), c("granted", "refused", "pending", "unknown"))
  raw$wave <- wave
  raw
}
grades <- c("overall", "friendly", "throughput", "deadlines", "fees", "vision")
grade <- function(raw, name, wave) {
  if (is.null(raw[[name]])) return(rep(NA_real_, nrow(raw)))
  value <- suppressWarnings(as.numeric(raw[[name]]))
  value[value %in% c(98, 99)] <- NA
  if (name == "fees" && wave == "2009") value[value %in% 0] <- NA
  value
}
# Several answers: the base is who ticked anything of what was asked; an empty row is no answer.
tick <- function(raw, question, chosen) {
  all <- raw[startsWith(names(raw), paste0(question, "_"))]
  if (!all(paste0(question, "_", chosen) %in% names(raw))) return(rep(NA_real_, nrow(raw)))
  base <- rowSums(all == "0" | all == "1") > 0
  value <- as.numeric(rowSums(raw[paste0(question, "_", chosen)] == "1") > 0)
  ifelse(base, value, NA)
}
chose <- function(raw, name, code, valid) {
  if (is.null(raw[[name]])) return(rep(NA_real_, nrow(raw)))
  ifelse(raw[[name]] %in% valid, as.numeric(raw[[name]] == code), NA)
}
measures <- function(raw, wave) {
  out <- lapply(setNames(grades, paste0(grades, "/mean")), function(name) grade(raw, name, wave))
  out[["overall=8/share"]] <- as.numeric(out[["overall/mean"]] == 8)
  out[["informed=yes/share"]] <- chose(raw, "informed", "1", c("1", "2", "3"))
  out[["website=visited/share"]] <- chose(raw, "website", "1", c("1", "2"))
  out[["contact=direct/share"]] <- tick(raw, "contact", "direct")
  out[["contact=telephone/share"]] <- tick(raw, "contact", c("info_line", "direct"))
  out[["purpose=forms/share"]] <- ifelse(raw$website == "1", tick(raw, "purpose", "forms"), NA)
  as.data.frame(out, check.names = FALSE)
}

# --- weights: fixed shares of directorate, and of role within the two regular ones; no cell, weight 1 --------------------
targets <- c(asylum = .12, regular_social.foreign_national = .355 * .5, regular_social.sponsor = .355 * .5,
             regular_economic.foreign_national = .355 * .8, regular_economic.sponsor = .355 * .2, naturalisation = .17)
cell_of <- function(raw) {
  cell <- ifelse(raw$directorate %in% c("regular_social", "regular_economic"),
                 ifelse(is.na(raw$role), NA, paste(raw$directorate, raw$role, sep = ".")), raw$directorate)
  ifelse(is.na(cell), "none", cell)
}
frames <- lapply(setNames(waves, waves), function(wave) {
  raw <- answers(wave)
  frame <- data.frame(wave = wave, cell = cell_of(raw), directorate = raw$directorate, role = raw$role, status = raw$state)
  placed <- frame$cell != "none"
  have <- table(frame$cell[placed])
  frame$w <- ifelse(placed, targets[frame$cell] * sum(placed) / as.numeric(have[frame$cell]), 1)
  cbind(frame, measures(raw, wave))
})
items <- names(frames[["2013"]])[grepl("/", names(frames[["2013"]]))]

# --- designs: weights of 1, calibrated to the cells; those without a cell are in no total and keep their 1 ----------------
dummies <- function(frame) {
  sapply(names(targets), function(name) as.numeric(frame$cell == name))
}
design_of <- function(list_of_frames) {
  frame <- do.call(rbind, list_of_frames)
  known <- names(list_of_frames)
  columns <- do.call(cbind, lapply(known, function(wave) dummies(frame) * (frame$wave == wave)))
  colnames(columns) <- paste0("d", seq_len(ncol(columns)))
  totals <- colSums(columns * frame$w)
  frame <- cbind(frame, columns)
  plain <- svydesign(id = ~1, strata = ~wave, weights = ~1, data = frame)
  made <- calibrate(plain, as.formula(paste("~0 +", paste(colnames(columns), collapse = " + "))), totals)
  stopifnot(max(abs(weights(made) - frame$w)) < 1e-9)
  made
}
parts <- list(list("all", function(f) rep(TRUE, nrow(f))))
for (name in c("asylum", "regular_social", "regular_economic", "naturalisation")) local({
  one <- name
  parts[[length(parts) + 1]] <<- list(paste0("directorate=", one), function(f) f$directorate %in% one)
})
for (name in c("foreign_national", "sponsor")) local({
  one <- name
  parts[[length(parts) + 1]] <<- list(paste0("role=", one), function(f) f$role %in% one)
  for (outer in c("regular_social", "regular_economic")) local({
    around <- outer
    parts[[length(parts) + 1]] <<- list(sprintf("directorate=%s+role=%s", around, one),
                                        function(f) f$directorate %in% around & f$role %in% one)
  })
})
for (name in c("granted", "refused", "pending", "unknown")) local({
  one <- name
  parts[[length(parts) + 1]] <<- list(paste0("status=", one), function(f) f$status %in% one)
})

# --- what R makes of them -------------------------------------------------------------------------------------------------
side <- function(x, w) {  # one side of a test, weights only: mean, n, and the variance with n/(n-1)
  m <- sum(w * x) / sum(w)
  list(m = m, n = length(x), v = sum(w^2 * (x - m)^2) / sum(w)^2 * length(x) / (length(x) - 1))
}
welch <- function(a, b) (a$v + b$v)^2 / (a$v^2 / (a$n - 1) + b$v^2 / (b$n - 1))
line <- function(case, n = NA, n_effective = NA, sd = NA, ...) {
  cbind(row_of(case, ...), n = n, n_effective = n_effective, sd = sd)
}
estimate_of <- function(case, design, item, inside) {
  frame <- design$variables
  kept <- inside & !is.na(frame[[item]])
  if (sum(kept) < 2) return(NULL)
  x <- frame[[item]][kept]; w <- frame$w[kept]
  if (length(unique(x)) < 2) return(NULL)
  design$variables$y <- ifelse(is.na(frame[[item]]), 0, frame[[item]])  # outside the domain, where it has no say
  part <- design[kept, ]
  found <- svymean(~y, part)
  df <- min(degf(design), sum(kept) - 1)
  bounds <- if (grepl("/share", item)) {
    as.numeric(attr(suppressWarnings(svyciprop(~y, part, method = "logit", df = df)), "ci"))
  } else as.numeric(confint(found, df = df))
  line(case, n = sum(kept), n_effective = sum(w)^2 / sum(w^2), sd = sqrt(as.numeric(svyvar(~y, part))),
       estimate = coef(found), se = SE(found), df = df, low = bounds[1], high = bounds[2])
}
# svyglm on a 0/1 regressor is svyttest; shares are tested by their log odds, a logistic svyglm. `df`: the smaller of degf of
# the whole wave and Welch's; `low`: svyglm's own, which counts those who answered and are on a side.
test_of <- function(case, design, item, left, right) {
  frame <- design$variables
  use <- (left | right) & !is.na(frame[[item]])
  one <- use & left; two <- use & right
  if (sum(one) < 2 || sum(two) < 2) return(NULL)
  a <- side(frame[[item]][one], frame$w[one]); b <- side(frame[[item]][two], frame$w[two])
  if (a$v == 0 || b$v == 0) return(NULL)
  design$variables$y <- ifelse(is.na(frame[[item]]), 0, frame[[item]])  # outside the domain, where it has no say
  design$variables$left <- as.numeric(left)
  # Those outside the domain keep their rows, with weight 0: R warns of it every time.
  found <- suppressWarnings({ fit <- svyglm(y ~ left, design[use, ]); c(coef(fit)[2], SE(fit)[2], fit$df.residual) })
  t <- unname(found[1] / found[2])
  if (grepl("/share", item)) {
    fit <- suppressWarnings(svyglm(y ~ left, design[use, ], family = quasibinomial, control = closely))
    t <- unname(coef(fit)[2] / SE(fit)[2])
  }
  own <- unname(found[3])
  df <- min(degf(design) - 1, welch(a, b))
  line(case, estimate = found[1], se = found[2], statistic = t, df = df, p = 2 * pt(-abs(t), df),
       low = own, high = 2 * pt(-abs(t), own))
}
rows <- list()
add <- function(row) if (!is.null(row)) rows[[length(rows) + 1]] <<- row
for (wave in waves) {
  design <- design_of(frames[wave])
  frame <- design$variables
  for (item in items) {
    if (all(is.na(frame[[item]]))) next
    for (part in parts) {
      inside <- part[[2]](frame)
      case <- sprintf("vr/%s/%s/%s", wave, item, part[[1]])
      add(estimate_of(case, design, item, inside))
      if (part[[1]] != "all") add(test_of(paste0(case, "~rest"), design, item, inside, !inside))
    }
  }
  add(line(sprintf("weights/%s", wave), n = nrow(frame), n_effective = sum(frame$w)^2 / sum(frame$w^2),
           low = min(frame$w), high = max(frame$w), estimate = sum(frame$w)))
}
for (later in 2:3) for (earlier in seq_len(later - 1)) {
  pair <- waves[c(earlier, later)]
  design <- design_of(frames[pair])
  frame <- design$variables
  for (item in items) for (part in parts) {
    inside <- part[[2]](frame)
    now <- inside & frame$wave == pair[2]; then <- inside & frame$wave == pair[1]
    add(test_of(sprintf("vr/%s/%s/%s~%s", pair[2], item, part[[1]], pair[1]), design, item, now, then))
  }
}
write_numbers(do.call(rbind, rows), "ind")

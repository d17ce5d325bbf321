# SPDX-License-Identifier: Apache-2.0
# pROC's AUC, DeLong variance, covariance and tests of every set of FILE (set,score,score2,label).
if (!suppressWarnings(suppressMessages(require(pROC, quietly = TRUE)))) {
  cat("none\n")
  quit()
}
d <- read.csv(commandArgs(TRUE)[1])
curve <- function(y, s) roc(y, s, levels = c(0, 1), direction = "<", quiet = TRUE)
for (s in unique(d$set)) {
  x <- d[d$set == s, ]
  a <- curve(x$label, x$score)
  b <- curve(x$label, x$score2)
  paired <- roc.test(a, b, method = "delong", paired = TRUE)
  apart <- roc.test(a, b, method = "delong", paired = FALSE)
  part <- auc(a, partial.auc = c(1, 0.8), partial.auc.focus = "specificity")
  cat(sprintf("%.17g", c(auc(a), var(a), cov(a, b), paired$statistic, paired$p.value,
                         apart$statistic, apart$parameter, apart$p.value, part)), "\n")
}

// The page comes alive when all of it is there; without this script it is read as it stands.

document.addEventListener("DOMContentLoaded", () => {
  startTheme();
  readEvidence();
  startMarks();
  startLinks();
  startSearch();
  startGroups();
  startProof();
});

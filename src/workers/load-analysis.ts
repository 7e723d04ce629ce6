/** What an analysis runs; loading it takes longer than starting a thread. A scan whose artifacts are all known needs none of it. */
export async function loadAnalysis() {
  const [{ unpack }, { detect }, { takeInventory }, { analyseArtifact, ANALYSES }] = await Promise.all([
    import('../unpackers/index.js'),
    import('../detectors/index.js'),
    import('../inventory/index.js'),
    import('../analysis/index.js'),
  ]);
  return { unpack, detect, takeInventory, analyseCode: analyseArtifact, ANALYSES };
}

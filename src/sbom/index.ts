export { describedArtifact, type NamedSbom } from './described-artifact.js';
export { candidatesIn, lockedSbom } from './locked-sbom.js';
export { readSbom, type Sbom, type SbomRead } from './read-sbom.js';
export { sbomFindings } from './sbom-findings.js';

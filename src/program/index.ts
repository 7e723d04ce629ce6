export { loadedEntries, manifestEntries } from './manifest-entries.js';
export { machineCodeOf } from './machine-code.js';
export { NO_OWN_CODE, ownCode, type OwnCode } from './own-code.js';
export { programOf, type ProgramModel } from './program-model.js';
export { possibleScripts } from './possible-scripts.js';
export { endingOf, interpretedAs, SCRIPT_ENDINGS, type ScriptEnding } from './interpreters.js';
export { contentKind, mayBeScript, type ContentKind } from './script-content.js';
export { isNodeScriptName, isScriptName, isTypeScriptName } from './script-names.js';

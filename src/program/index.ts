export { readElf, type ElfFile } from './elf.js';
export { loadedEntries, manifestEntries } from './manifest-entries.js';
export { machineCodeOf } from './machine-code.js';
export { isStartedName, NO_OWN_CODE, ownCode, type OwnCode } from './own-code.js';
export { programOf, type ProgramModel } from './program-model.js';
export { PackageCode } from './package-code.js';
export { possibleScripts } from './possible-scripts.js';
export { endingOf, interpretedAs, SCRIPT_ENDINGS, type ScriptEnding } from './interpreters.js';
export { contentKind, mayBeScript, type ContentKind } from './script-content.js';
export { isManagerScript, isNodeScriptName, isScriptName, isTypeScriptName } from './script-names.js';
export { configuredNames } from './own-words.js';
export { bundleParts, type BundleParts } from './bundle-parts.js';
export { buildModuleGraph } from './build-module-graph.js';
export type { EdgeKind, ModuleGraph, ModuleNode, Openness, OutsideImport } from './module-graph.js';
export { BRACKET_DEPTHS } from './python/brackets.js';
export { buildPythonGraph } from './python/build-python-graph.js';
export { proseOf, type Stretch } from './python/prose.js';
export type { PythonImport, PythonImports } from './python/python-imports.js';
export { readPythonImports } from './python/read-python-imports.js';
export { foldersOfPth, readModuleText, type ModuleText } from './python/module-texts.js';
export type { AssignedValue, Flow, FlowDomain, PropertyRead } from './flow/flow.js';
export {
  ProgramFlow,
  type ProgramEntry,
  type ProgramFile,
  type ProgramFiles,
  type Resolved,
} from './flow/follow-program.js';
export {
  ANY_NAME,
  ObjectToken,
  PLAIN,
  type CallSite,
  type ClassNode,
  type ElementRead,
  type ListRead,
  FlowNode,
  isFunctionNode,
  type FunctionNode,
  type JoinedPart,
  type StoredInto,
  type MarkToken,
  type NativeToken,
  type OutsideToken,
  type Token,
  type Unit,
} from './flow/value.js';
export { openTreeProgram, type TreeProgram } from './flow/tree-program.js';
export { elementsOf } from './flow/elements.js';
export { alternatives, callTable, memberSet, MemberTable, memberTexts, parseName } from './member-table.js';
export type { PythonFiles } from './python-flow/module-units.js';
export { PythonFlow } from './python-flow/python-flow.js';
export { ancestry } from './python-flow/members.js';
export { listOf, meaningsOf, resultsOf } from './python-flow/used-values.js';
export type {
  CallArguments,
  ClassUnit,
  FunctionUnit,
  JoinedValue,
  ModuleUnit,
  OutsideValue,
  OwnMethod,
  MemberPlace,
  ModelField,
  OwnValue,
  PythonDomain,
  PythonPlace,
  PythonReading,
  PythonValue,
  StoredMember,
  TextMethod,
} from './python-flow/python-value.js';
export { CheckedRanges } from './checked/checked-ranges.js';
export { variableAt } from './flow/read-value.js';
export { isNativeName, placeOf } from './flow/native-methods.js';
export { isOpenCheck, type CalledCheck, type Check, type CheckingCall } from './checked/check.js';
export { lastNames, nameOf } from './checked/names.js';
export { collectPythonRanges } from './checked/collect-python-ranges.js';
export { collectRanges } from './checked/collect-ranges.js';
export { mayBeSkipped, surelySet } from './checked/surely-set.js';
export {
  BEHIND_HOST,
  isClosedPrefix,
  isShort,
  leadingPattern,
  strongestKind,
  provedByPattern,
  replacedPattern,
  textPattern,
  stripsAllBut,
  type CheckKind,
} from './checked/patterns.js';
export { lacksAll, type LackingKind } from './checked/lacking-signs.js';
export { takesOut } from './checked/taken-signs.js';
export { isDomainEnd } from './checked/servers.js';
export { isExponential } from './checked/slow-patterns.js';
export { ownNames } from './checked/path-setters.js';
export { provedBy, provedParts, type Proof } from './checked/predicates.js';
export {
  NO_PROOF,
  pythonProvedBy,
  returnsOf,
  type PythonConditions,
  type PythonProof,
} from './checked/python-predicates.js';
export { nodesOf, pythonName } from './checked/python-names.js';
export { readableCopy, type ReadableCopy } from './constants/readable-copy.js';
export { bareNode } from './scopes/bare-node.js';
export { nameOfKey } from './scopes/name-of-key.js';
export { declaredNames } from './scopes/declare-names.js';

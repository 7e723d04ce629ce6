/**
 * A variable that makes a runtime load code which no handler imports. It is judged as configuration is read; the value is not kept.
 */
export interface EnvironmentHook {
  readonly name: string;
  /**
   * Where the code lies that its value names: `function` its own files · `layer` below /opt · `elsewhere` · `value` in the value itself ·
   * `unknown` when only the deployment knows the value.
   */
  readonly code: 'function' | 'layer' | 'elsewhere' | 'value' | 'unknown';
  /** The vendor whose published set-up it is, by path or module name; null when unknown. */
  readonly vendor: string | null;
}

export interface Form {
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

/** Forms of the small program by name. */
export const FORMS: Readonly<
  Record<'plain' | 'stripped' | 'pie' | 'arm64' | 'x86' | 's390x' | 'darwin' | 'windows', Form>
>;

/** The machine's Go; null without one. */
export function installedGo(): string | null;

/** Builds one program in one form, unless it is there; returns the path of the file. */
export function buildProgram(program: string, form: keyof typeof FORMS, folder: string): string;

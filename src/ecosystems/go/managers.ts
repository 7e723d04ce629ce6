import type { PackageManager } from '../package-manager.js';

/** The standard library has the version of Go itself. https://go.dev/doc/toolchain */
export const STANDARD_LIBRARY = 'stdlib';

function getCommand(name: string, version: string): string {
  const number = version.replace(/^v/, '');
  return name === STANDARD_LIBRARY ? `go get 'toolchain@go${number}'` : `go get '${name}@v${number}'`;
}

/** https://go.dev/ref/mod#go-get: a version that the application requires holds for what other modules require, too. */
const goCommand = {
  id: 'go',
  install: 'go mod download',
  add: ({ name, version }) => getCommand(name, version),
  remove: (name) => `go get '${name}@none'`,
  force: ({ name, version }) => getCommand(name, version),
} satisfies PackageManager;

export const GO_MANAGERS: readonly PackageManager[] = [goCommand];

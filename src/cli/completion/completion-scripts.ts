export interface CompletedOption {
  /** `--format`, `-f`. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** Values it takes; empty: any, most likely a file. */
  readonly choices: readonly string[];
}

export interface CompletedCommand {
  /** `db update`; '' for the program itself. */
  readonly path: string;
  readonly options: readonly CompletedOption[];
  /** Commands below it, and words it takes. */
  readonly words: readonly { readonly word: string; readonly description: string }[];
  readonly takesFiles: boolean;
}

type Commands = readonly CompletedCommand[];

/** Text between single quotes of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function flagsOf({ options }: CompletedCommand): string[] {
  return options.flatMap(({ flags }) => flags);
}

/** Branches of a `case` that step from one command to the one below it. */
function stepBranches(commands: Commands): string {
  return commands
    .filter(({ path }) => path !== '')
    .map(({ path }) => {
      const parent = path.includes(' ') ? path.slice(0, path.lastIndexOf(' ')) : '';
      return `      ${quoted(`${parent}/${path.slice(path.lastIndexOf(' ') + 1)}`)}) at=${quoted(path)} ;;\n`;
    })
    .join('');
}

/** Branches for the values of an option: `make` writes the shell's code for the values. */
function valueBranches(commands: Commands, make: (choices: readonly string[]) => string): string {
  return commands
    .flatMap(({ path, options }) =>
      options
        .filter(({ takesValue }) => takesValue)
        .map(({ flags, choices }) => {
          const patterns = flags.map((flag) => quoted(`${path}/${flag}`)).join('|');
          return `    ${patterns}) ${make(choices)}; return ;;\n`;
        }),
    )
    .join('');
}

/** https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html */
function bash(commands: Commands): string {
  const words = commands.map((command) => {
    const all = [...command.words.map(({ word }) => word), ...flagsOf(command)];
    return `    ${quoted(command.path)}) words=${quoted(all.join(' '))} ;;\n`;
  });
  return `# Completion of stowaway for bash.
_stowaway() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" at='' word words=''
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$at/$word" in
${stepBranches(commands)}    esac
  done
  case "$at/$before" in
${valueBranches(commands, (choices) =>
  choices.length === 0 ? ':' : `COMPREPLY=($(compgen -W ${quoted(choices.join(' '))} -- "$current"))`,
)}  esac
  case "$at" in
${words.join('')}  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _stowaway stowaway
`;
}

/** https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
function zsh(commands: Commands): string {
  const list = (entries: readonly (readonly [word: string, description: string])[]): string =>
    entries
      .map(([word, description]) => quoted(`${word.replaceAll(':', String.raw`\:`)}:${description}`))
      .join(' ');
  const branches = commands.map(({ path, words, options, takesFiles }) => {
    const flags = options.flatMap((option) =>
      option.flags.map((flag) => [flag, option.description] as const),
    );
    const own = words.map(({ word, description }) => [word, description] as const);
    return `    ${quoted(path)})
      options=(${list(flags)})
      words_here=(${list(own)})
      takes_files=${takesFiles ? 1 : 0} ;;
`;
  });
  return `#compdef stowaway
_stowaway() {
  local at='' word takes_files=0
  local -a options words_here
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$at/$word" in
${stepBranches(commands)}    esac
  done
  case "$at/\${words[CURRENT-1]}" in
${valueBranches(commands, (choices) =>
  choices.length === 0 ? '_files' : `compadd -- ${choices.map(quoted).join(' ')}`,
)}  esac
  case "$at" in
${branches.join('')}  esac
  [[ "\${words[CURRENT]}" == -* ]] && { _describe option options; return }
  (( \${#words_here} )) && _describe command words_here
  (( takes_files )) && _files
}
if [[ "$funcstack[1]" == _stowaway ]]; then _stowaway "$@"; else compdef _stowaway stowaway; fi
`;
}

/** Text between single quotes of fish. https://fishshell.com/docs/current/language.html#quotes */
function quotedForFish(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}

/** https://fishshell.com/docs/current/completions.html */
function fish(commands: Commands): string {
  const lines = commands.flatMap(({ path, options, words, takesFiles }) => {
    const names = path === '' ? [] : path.split(' ');
    const others = words.map(({ word }) => word).join(' ');
    const seen = names.map((name) => `__fish_seen_subcommand_from ${name}`);
    const none = others === '' ? [] : [`not __fish_seen_subcommand_from ${others}`];
    const inside = quotedForFish([...seen, ...none].join('; and '));
    const begin = `complete -c stowaway${names.length + none.length === 0 ? '' : ` -n ${inside}`}`;
    return [
      ...(takesFiles || words.length === 0 ? [] : [`${begin} -f`]),
      ...words.map(({ word, description }) => `${begin} -a ${word} -d ${quotedForFish(description)}`),
      ...options.map(({ flags, description, takesValue, choices }) => {
        const spelled = flags.map((flag) =>
          flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
        );
        const value =
          choices.length > 0 ? ` -x -a ${quotedForFish(choices.join(' '))}` : takesValue ? ' -r' : '';
        return `${begin} ${spelled.join(' ')}${value} -d ${quotedForFish(description)}`;
      }),
    ];
  });
  return `# Completion of stowaway for fish.\n${lines.join('\n')}\n`;
}

/** Scripts by shell. */
export const SHELLS = { bash, zsh, fish } as const;

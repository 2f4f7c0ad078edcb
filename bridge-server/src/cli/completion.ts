import type { Command } from 'commander';

/** A script for bash, or for zsh after `bashcompinit`, that completes the commands and their options. */
export function completionOf(program: Command): string {
  const cases = everyCommand(program, '').map(({ path, command }) => {
    const words = [
      ...command.commands.map((subcommand) => subcommand.name()),
      ...command.options.map((option) => option.long ?? ''),
    ].filter(Boolean);
    return `    "${path}") offered="${words.join(' ')}" ;;`;
  });
  return `_${program.name()}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="" word offered=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) words="\${words:+$words }$word" ;; esac
  done
  case "$words" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$offered --json --lang --help" -- "$current"))
}
complete -F _${program.name()} ${program.name()}
`;
}

/** The command and all commands below it, each with its path, such as `connection add`. */
function everyCommand(command: Command, path: string): { path: string; command: Command }[] {
  return [
    { path, command },
    ...command.commands.flatMap((subcommand) =>
      everyCommand(subcommand, path === '' ? subcommand.name() : `${path} ${subcommand.name()}`),
    ),
  ];
}

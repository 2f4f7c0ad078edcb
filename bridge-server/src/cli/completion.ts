import type { Command } from 'commander';

/** A script that lets bash, or zsh after `bashcompinit`, complete the commands and their options. */
export function completionOf(program: Command): string {
  const cases = everyCommand(program, '').map(([words, command]) => {
    const offered = [
      ...command.commands.map((one) => one.name()),
      ...command.options.map((option) => option.long ?? ''),
    ].filter(Boolean);
    return `    "${words}") offered="${offered.join(' ')}" ;;`;
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

function everyCommand(command: Command, words: string): [string, Command][] {
  return [
    [words, command],
    ...command.commands.flatMap((one) => everyCommand(one, words === '' ? one.name() : `${words} ${one.name()}`)),
  ];
}

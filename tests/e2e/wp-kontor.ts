import type { Shop } from '../shop/open.ts';

/** What a command of `wp kontor` has printed, and the error with which it ended; null: it ended without one. */
export interface CommandResult {
  said: string;
  failed: string | null;
}

/** PHP that runs a command with a stand-in for WP-CLI, which collects printed lines and errors. */
const wpCli = `
if (!class_exists('WP_CLI')) {
  final class WP_CLI {
    public static array $said = array();
    public static function line(string $text): void { self::$said[] = $text; }
    public static function success(string $text): void { self::$said[] = 'Success: ' . $text; }
    public static function error(string $text): void { throw new RuntimeException($text); }
  }
}
WP_CLI::$said = array();
$failed = null;
try {
  (new Kontor\\Bridge\\Shop\\Cli())->{$args['command']}($args['typed']);
} catch (RuntimeException $fault) {
  $failed = $fault->getMessage();
}
return array('said' => implode("\\n", WP_CLI::$said), 'failed' => $failed);`;

/** Runs a command of `wp kontor` by calling its class. */
export const wpKontor = (shop: Pick<Shop, 'run'>, command: string, ...typed: string[]): Promise<CommandResult> =>
  shop.run<CommandResult>(wpCli, { command, typed });

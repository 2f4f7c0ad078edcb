import type { Shop } from '../shop/open.ts';

/** What a command of `wp kontor` said, and with which error it ended; null: with none. */
export interface Said {
  said: string;
  failed: string | null;
}

/** What WP-CLI offers to a command: lines that it says, and an end with an error. */
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
try { (new Kontor\\Bridge\\Shop\\Cli())->{$args['command']}($args['typed']); } catch (RuntimeException $fault) { $failed = $fault->getMessage(); }
return array('said' => implode("\\n", WP_CLI::$said), 'failed' => $failed);`;

/** Runs a command of `wp kontor`, called by its class. */
export const wpKontor = (shop: Pick<Shop, 'run'>, command: string, ...typed: string[]): Promise<Said> =>
  shop.run<Said>(wpCli, { command, typed });

<?php
/**
 * The database of the unit tests.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Tests;

use PDO;

/**
 * A `$wpdb` on SQLite in memory, for the few forms of statements that the plugin uses. The tests with a real shop show
 * how MySQL runs them.
 */
final class Database {
	/** The tables' prefix. @var string */
	public string $prefix = 'wp_';
	/** The table of options. @var string */
	public string $options = 'wp_options';
	/** The table of posts. @var string */
	public string $posts = 'wp_posts';
	/** The error of the last statement; empty if it succeeded. @var string */
	public string $last_error = '';
	/** Statements that contain this text fail; empty for none. @var string */
	public string $broken = '';
	/** How many rows or lists of rows were read. @var int */
	public int $reads = 0;
	/** How many INSERT and UPDATE statements ran, by table. @var array<string, int> */
	public array $writes = array();
	/** The id of the row that was inserted last. @var int */
	public int $insert_id = 0;
	/** The connection. @var PDO */
	private PDO $connection;

	/** Opens an empty database. */
	public function __construct() {
		$this->connection = new PDO( 'sqlite::memory:' );
		$this->connection->setAttribute( PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION );
		$this->connection->setAttribute( PDO::ATTR_STRINGIFY_FETCHES, true );
		$this->connection->exec( 'CREATE TABLE wp_wc_orders (id INTEGER PRIMARY KEY, type TEXT)' );
		$this->connection->exec( 'CREATE TABLE wp_wc_product_meta_lookup (product_id INTEGER PRIMARY KEY, sku TEXT COLLATE NOCASE, stock_quantity REAL)' );
		$this->connection->exec( 'CREATE TABLE wp_posts (ID INTEGER PRIMARY KEY, post_status TEXT)' );
		$this->connection->exec( 'CREATE TABLE wp_woocommerce_api_keys (key_id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER, description TEXT, permissions TEXT, consumer_key TEXT, consumer_secret TEXT, truncated_key TEXT)' );
	}

	/**
	 * The prefix of the tables of a site of the network.
	 *
	 * @param int $site The site.
	 */
	public function get_blog_prefix( int $site ): string {
		return 1 === $site ? 'wp_' : "wp_{$site}_";
	}

	/** The collation, which SQLite does not need. */
	public function get_charset_collate(): string {
		return '';
	}

	/**
	 * Puts values into a statement, as `wpdb::prepare` does: null becomes the empty text.
	 *
	 * @param string $sql       The statement.
	 * @param mixed  ...$values The values.
	 */
	public function prepare( string $sql, mixed ...$values ): string {
		if ( substr_count( str_replace( '%%', '', $sql ), '%' ) !== count( $values ) ) {
			throw new \LogicException( "The statement needs as many values as placeholders: $sql" );
		}
		return (string) preg_replace_callback(
			'/%([ds%])/',
			function ( array $place ) use ( &$values ): string {
				if ( '%' === $place[1] ) {
					return '%';
				}
				$value = array_shift( $values );
				return 'd' === $place[1] ? (string) (int) $value : $this->connection->quote( (string) $value );
			},
			$sql
		);
	}

	/**
	 * Escapes the wildcards of LIKE.
	 *
	 * @param string $text Any text.
	 */
	public function esc_like( string $text ): string {
		return addcslashes( $text, '_%\\' );
	}

	/**
	 * Runs a statement.
	 *
	 * @param string $sql The statement.
	 * @return int|bool
	 */
	public function query( string $sql ): int|bool {
		if ( preg_match( '/^\s*(?:INSERT|UPDATE)\D*?wp_(\w+)/', $sql, $table ) === 1 ) {
			$this->writes[ $table[1] ] = ( $this->writes[ $table[1] ] ?? 0 ) + 1;
		}
		if ( '' !== $this->broken && str_contains( $sql, $this->broken ) ) {
			$this->last_error = 'The table is full';
			return false;
		}
		$count           = $this->connection->exec( self::for_sqlite( $sql ) );
		$this->insert_id = (int) $this->connection->lastInsertId();
		return $count;
	}

	/**
	 * Reads rows.
	 *
	 * @param string $sql The statement.
	 * @return list<array<string, string|null>>
	 */
	public function get_results( string $sql ): array {
		++$this->reads;
		$this->last_error = '' !== $this->broken && str_contains( $sql, $this->broken ) ? 'The table is crashed' : '';
		if ( '' !== $this->last_error ) {
			return array();
		}
		if ( preg_match( "/^SELECT option_name FROM {$this->options}\s/", $sql ) === 1 ) {
			// The plugin asks only for its own options.
			$names = preg_grep( '/^kontor_/', array_keys( Site::$now->options ) );
			return array_map( static fn ( string $name ): array => array( 'option_name' => $name ), array_values( $names ) );
		}
		if ( preg_match( "/^SHOW TABLES LIKE '(.*)'$/", $sql, $like ) === 1 ) {
			$sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = '" . stripslashes( $like[1] ) . "'";
		}
		return $this->connection->query( $sql )->fetchAll( PDO::FETCH_ASSOC );
	}

	/**
	 * Reads one row.
	 *
	 * @param string $sql The statement.
	 * @return array<string, string|null>|null
	 */
	public function get_row( string $sql ): ?array {
		return $this->get_results( $sql )[0] ?? null;
	}

	/**
	 * Reads one column.
	 *
	 * @param string $sql The statement.
	 * @return list<string|null>
	 */
	public function get_col( string $sql ): array {
		return array_map( static fn ( array $row ) => reset( $row ), $this->get_results( $sql ) );
	}

	/**
	 * Reads one value.
	 *
	 * @param string $sql The statement.
	 */
	public function get_var( string $sql ): ?string {
		return $this->get_col( $sql )[0] ?? null;
	}

	/**
	 * Translates a MySQL statement for SQLite.
	 *
	 * @param string $sql The statement.
	 */
	private static function for_sqlite( string $sql ): string {
		$sql = str_replace( array( 'INSERT IGNORE', 'ON DUPLICATE KEY UPDATE' ), array( 'INSERT OR IGNORE', 'ON CONFLICT DO UPDATE SET' ), $sql );
		$sql = (string) preg_replace( '/VALUES\((\w+)\)/', 'excluded.$1', $sql );
		$sql = str_replace( array( 'bigint(20) unsigned NOT NULL AUTO_INCREMENT', 'bigint(20) unsigned' ), array( 'INTEGER PRIMARY KEY', 'INTEGER' ), $sql );
		if ( str_contains( $sql, 'INTEGER PRIMARY KEY' ) ) {
			$sql = (string) preg_replace( '/,\s*PRIMARY KEY  \(id\)/', '', $sql );
		}
		return (string) preg_replace( '/,\s*KEY \w+ \([\w,]+\)/', '', $sql );
	}
}

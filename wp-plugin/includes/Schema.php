<?php
/**
 * The plugin's tables.
 *
 * @package Kontor
 */

namespace Kontor\Bridge;

/** Makes and drops the plugin's tables. WooCommerce's tables are never changed. */
final class Schema {
	private const VERSION = '4';
	private const OPTION  = 'kontor_schema';
	public const TABLES   = array(
		'kontor_outbox',
		'kontor_documents',
		'kontor_history',
		'kontor_leases',
		'kontor_files',
		'kontor_file_parts',
		'kontor_stock',
	);

	/** Brings the tables up to date. If they are, it costs one read of a cached option. */
	public static function ensure(): void {
		if ( get_option( self::OPTION ) === self::VERSION ) {
			return;
		}
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		global $wpdb;
		$collate = $wpdb->get_charset_collate();
		dbDelta(
			"CREATE TABLE {$wpdb->prefix}kontor_outbox (
  order_id bigint(20) unsigned NOT NULL,
  generation bigint(20) unsigned NOT NULL,
  sent_generation bigint(20) unsigned NOT NULL DEFAULT 0,
  tombstone tinyint(1) NOT NULL DEFAULT 0,
  first_changed_gmt datetime NOT NULL,
  attempts int(11) NOT NULL DEFAULT 0,
  due_gmt datetime NOT NULL,
  read_gmt datetime NULL,
  content varchar(64) NOT NULL DEFAULT '',
  last_error longtext NULL,
  PRIMARY KEY  (order_id),
  KEY due (due_gmt)
) $collate;"
		);
		dbDelta(
			"CREATE TABLE {$wpdb->prefix}kontor_documents (
  order_id bigint(20) unsigned NOT NULL,
  connection varchar(64) NOT NULL,
  kind varchar(32) NOT NULL,
  reference varchar(128) NOT NULL DEFAULT '',
  transfer bigint(20) unsigned NOT NULL DEFAULT 0,
  system_key varchar(64) NOT NULL,
  state varchar(32) NOT NULL,
  reason varchar(128) NOT NULL,
  cause longtext NULL,
  remedy longtext NULL,
  document_number varchar(128) NOT NULL DEFAULT '',
  office longtext NULL,
  changed_gmt datetime NOT NULL,
  mailed_gmt datetime NULL,
  PRIMARY KEY  (order_id,connection,kind,reference),
  KEY state (state)
) $collate;"
		);
		dbDelta(
			"CREATE TABLE {$wpdb->prefix}kontor_history (
  id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  order_id bigint(20) unsigned NOT NULL,
  connection varchar(64) NOT NULL,
  kind varchar(32) NOT NULL,
  reference varchar(128) NOT NULL DEFAULT '',
  system_key varchar(64) NOT NULL,
  state varchar(32) NOT NULL,
  reason varchar(128) NOT NULL,
  document_number varchar(128) NOT NULL DEFAULT '',
  at_gmt datetime NOT NULL,
  PRIMARY KEY  (id),
  KEY order_id (order_id)
) $collate;"
		);
		dbDelta(
			"CREATE TABLE {$wpdb->prefix}kontor_leases (
  name varchar(32) NOT NULL,
  token varchar(64) NOT NULL,
  until_gmt datetime NOT NULL,
  PRIMARY KEY  (name)
) $collate;"
		);
		dbDelta(
			"CREATE TABLE {$wpdb->prefix}kontor_files (
  order_id bigint(20) unsigned NOT NULL,
  place int(11) NOT NULL,
  sha256 varchar(64) NOT NULL,
  name varchar(128) NOT NULL,
  media_type varchar(32) NOT NULL,
  size int(11) NOT NULL,
  stored_gmt datetime NOT NULL,
  pushed_gmt datetime NULL,
  attempts int(11) NOT NULL DEFAULT 0,
  due_gmt datetime NOT NULL,
  last_error longtext NULL,
  PRIMARY KEY  (order_id,place),
  KEY due (due_gmt)
) $collate;"
		);
		dbDelta(
			"CREATE TABLE {$wpdb->prefix}kontor_file_parts (
  order_id bigint(20) unsigned NOT NULL,
  sha256 varchar(64) NOT NULL,
  part int(11) NOT NULL,
  content longtext NOT NULL,
  PRIMARY KEY  (order_id,sha256,part)
) $collate;"
		);
		dbDelta(
			"CREATE TABLE {$wpdb->prefix}kontor_stock (
  sku_hash varchar(64) NOT NULL,
  quantity varchar(32) NOT NULL DEFAULT '',
  as_of_gmt datetime NOT NULL,
  read_gmt datetime NOT NULL,
  PRIMARY KEY  (sku_hash),
  KEY read_gmt (read_gmt)
) $collate;"
		);
		if ( self::is_whole() ) {
			update_option( self::OPTION, self::VERSION );
		}
	}

	/** Whether every table exists. A database may refuse to make one, and a move of the site may lose them. */
	public static function is_whole(): bool {
		global $wpdb;
		foreach ( self::TABLES as $table ) {
			// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own tables.
			if ( $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $wpdb->prefix . $table ) ) ) === null ) {
				return false;
			}
		}
		return true;
	}

	/** Makes missing tables again, although they were made before. */
	public static function mend(): void {
		if ( ! self::is_whole() ) {
			delete_option( self::OPTION );
			self::ensure();
		}
	}

	/**
	 * Adds the plugin's tables to those that WordPress drops when a site of a network is deleted.
	 *
	 * @param list<string> $tables The tables that are dropped.
	 * @param int          $site   The site.
	 * @return list<string>
	 */
	public static function with_tables_of( array $tables, int $site ): array {
		global $wpdb;
		foreach ( self::TABLES as $table ) {
			$tables[] = $wpdb->get_blog_prefix( $site ) . $table;
		}
		return $tables;
	}

	/** Drops everything that the plugin keeps on this site. The bridge and the office keep what they have. */
	public static function drop(): void {
		global $wpdb;
		foreach ( self::TABLES as $table ) {
			// phpcs:ignore WordPress.DB -- The plugin's own tables, by names of this class.
			$wpdb->query( "DROP TABLE IF EXISTS {$wpdb->prefix}$table" );
		}
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- All options of the plugin, whichever there are.
		$names = $wpdb->get_col(
			$wpdb->prepare(
				"SELECT option_name FROM {$wpdb->options}
				WHERE option_name LIKE %s OR option_name LIKE %s OR option_name LIKE %s",
				$wpdb->esc_like( 'kontor_' ) . '%',
				$wpdb->esc_like( '_transient_kontor_' ) . '%',
				$wpdb->esc_like( '_transient_timeout_kontor_' ) . '%'
			)
		);
		// phpcs:enable
		foreach ( $names as $name ) {
			delete_option( $name );
		}
	}
}

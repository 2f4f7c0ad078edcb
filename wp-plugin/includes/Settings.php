<?php
/**
 * The settings that an admin may change.
 *
 * @package Kontor
 */

namespace Kontor\Bridge;

/** The plugin's settings, each with its default. */
final class Settings {
	public const OPTION = 'kontor_settings';

	/** Whether uninstalling keeps the key, the pairing and the tables, so that the plugin goes on where it stopped. */
	public static function keeps(): bool {
		return (bool) ( self::all()['keep'] ?? true );
	}

	/** After how many hours an order that is waiting or blocked causes an e-mail; 0: never. */
	public static function alert_after_hours(): int {
		return max( 0, (int) ( self::all()['alert_after_hours'] ?? 4 ) );
	}

	/** The address for that e-mail. */
	public static function alert_address(): string {
		$chosen = self::all()['alert_address'] ?? '';
		return is_string( $chosen ) && is_email( $chosen ) ? $chosen : (string) get_option( 'admin_email' );
	}

	/**
	 * Whether orders have a group of fields about a prescription. By default they have none.
	 *
	 * @param string $group One of `Fields::GROUPS`.
	 */
	public static function asks_for( string $group ): bool {
		$groups = self::all()['prescription'] ?? array();
		return is_array( $groups ) && in_array( $group, $groups, true );
	}

	/** Whether customers may send files, such as a photo of their prescription. By default they may not. */
	public static function takes_files(): bool {
		return (bool) ( self::all()['files'] ?? false );
	}

	/** Whether product, list and cart pages show the office's stock by themselves. By default they do not. */
	public static function shows_stock(): bool {
		return (bool) ( self::all()['stock_shown'] ?? false );
	}

	/** Whether the office's stock becomes WooCommerce's stock. By default it does not. */
	public static function syncs_stock(): bool {
		return (bool) ( self::all()['stock_synced'] ?? false );
	}

	/** For how many seconds the office's stock is kept before it is asked for again. */
	public static function stock_seconds(): int {
		return min( HOUR_IN_SECONDS, max( 10, (int) ( self::all()['stock_seconds'] ?? 60 ) ) );
	}

	/**
	 * Changes the given settings, and keeps the others.
	 *
	 * @param array<string, mixed> $changes The settings to change.
	 * @phpstan-param array{
	 *   keep?: bool,
	 *   alert_after_hours?: int,
	 *   alert_address?: string,
	 *   prescription?: list<string>,
	 *   files?: bool,
	 *   stock_shown?: bool,
	 *   stock_synced?: bool,
	 *   stock_seconds?: int
	 * }                           $changes
	 */
	public static function change( array $changes ): void {
		update_option( self::OPTION, array_merge( self::all(), $changes ), false );
	}

	/**
	 * The stored settings.
	 *
	 * @return array<string, mixed>
	 */
	private static function all(): array {
		$stored = get_option( self::OPTION, array() );
		return is_array( $stored ) ? $stored : array();
	}
}

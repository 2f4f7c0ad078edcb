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
	 * Changes the given settings, and keeps the others.
	 *
	 * @param array{keep?: bool, alert_after_hours?: int, alert_address?: string} $changes The settings to change.
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

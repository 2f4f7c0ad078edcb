<?php
/**
 * The protocol between plugin and bridge.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Bridge;

use Kontor\Bridge\Plugin;
use Kontor\Bridge\Problem;

/** Says which side must be updated if plugin and bridge have no common protocol. */
final class Protocol {
	/** A header of every answer of the bridge, such as `1-2`: the oldest and the newest protocol that it speaks. */
	public const HEADER = 'kontor-protocol';

	/**
	 * The problem with the protocols that the bridge speaks; null if the plugin's is among them.
	 *
	 * @param int    $oldest The bridge's oldest protocol.
	 * @param int    $newest The bridge's newest protocol.
	 * @param string $bridge The bridge's version; `?` if it is not known.
	 */
	public static function mismatch( int $oldest, int $newest, string $bridge = '?' ): ?Problem {
		if ( Plugin::PROTOCOL < $oldest ) {
			/* translators: 1: version of the plugin, 2: version of the bridge */
			return new Problem( 'version.old_plugin', sprintf( __( 'The plugin (%1$s) is too old for the bridge (%2$s).', 'kontor-bridge' ), Plugin::version(), $bridge ), __( 'Update the Kontor Bridge plugin.', 'kontor-bridge' ) );
		}
		if ( Plugin::PROTOCOL > $newest ) {
			/* translators: 1: version of the bridge, 2: version of the plugin */
			return new Problem( 'version.old_bridge', sprintf( __( 'The bridge (%1$s) is too old for the plugin (%2$s).', 'kontor-bridge' ), $bridge, Plugin::version() ), __( 'Ask whoever runs the bridge to update it.', 'kontor-bridge' ) );
		}
		return null;
	}

	/**
	 * The same for the header of an answer. Null if there is no header, since a proxy before the bridge may have
	 * removed it.
	 *
	 * @param string $header The header's value.
	 */
	public static function mismatch_of_header( string $header ): ?Problem {
		$is_range = preg_match( '/^(\d{1,6})-(\d{1,6})$/', $header, $range ) === 1;
		return $is_range ? self::mismatch( (int) $range[1], (int) $range[2] ) : null;
	}
}

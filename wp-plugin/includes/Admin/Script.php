<?php
/**
 * Scripts of the screens.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Admin;

/** Adds a script that was built from `src`, with its settings. A checkout without a build works without scripts. */
final class Script {
	/**
	 * Adds a script to the page that is shown.
	 *
	 * @param string               $name     Its folder in `src`.
	 * @param array<string, mixed> $settings Its settings, which it reads as `window.kontorBridge`.
	 */
	public static function add( string $name, array $settings ): void {
		$built = self::register( $name );
		if ( null === $built ) {
			return;
		}
		wp_enqueue_script( "kontor-$name" );
		if ( is_file( dirname( KONTOR_BRIDGE_FILE ) . "/build/$name.css" ) ) {
			wp_enqueue_style( "kontor-$name", plugins_url( "build/$name.css", KONTOR_BRIDGE_FILE ), array( 'wp-components' ), $built );
			wp_style_add_data( "kontor-$name", 'rtl', 'replace' );
		}
		wp_add_inline_script( "kontor-$name", 'window.kontorBridge = ' . wp_json_encode( $settings, JSON_HEX_TAG | JSON_HEX_AMP ) . ';', 'before' );
	}

	/**
	 * Makes a script known to WordPress as `kontor-` and its name. Returns its version; null if it was not built.
	 *
	 * @param string $name Its folder in `src`.
	 */
	public static function register( string $name ): ?string {
		$asset = dirname( KONTOR_BRIDGE_FILE ) . "/build/$name.asset.php";
		if ( ! is_file( $asset ) ) {
			return null;
		}
		$built = require $asset;
		wp_register_script( "kontor-$name", plugins_url( "build/$name.js", KONTOR_BRIDGE_FILE ) ?: false, $built['dependencies'], $built['version'], true );
		wp_set_script_translations( "kontor-$name", 'kontor-bridge', dirname( KONTOR_BRIDGE_FILE ) . '/languages' );
		return $built['version'];
	}
}

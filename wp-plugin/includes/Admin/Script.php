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
		$asset = dirname( KONTOR_BRIDGE_FILE ) . "/build/$name.asset.php";
		if ( ! is_file( $asset ) ) {
			return;
		}
		$built = require $asset;
		wp_enqueue_script( "kontor-$name", plugins_url( "build/$name.js", KONTOR_BRIDGE_FILE ), $built['dependencies'], $built['version'], true );
		wp_set_script_translations( "kontor-$name", 'kontor-bridge', dirname( KONTOR_BRIDGE_FILE ) . '/languages' );
		if ( is_file( dirname( KONTOR_BRIDGE_FILE ) . "/build/$name.css" ) ) {
			wp_enqueue_style( "kontor-$name", plugins_url( "build/$name.css", KONTOR_BRIDGE_FILE ), array( 'wp-components' ), $built['version'] );
			wp_style_add_data( "kontor-$name", 'rtl', 'replace' );
		}
		wp_add_inline_script( "kontor-$name", 'window.kontorBridge = ' . wp_json_encode( $settings, JSON_HEX_TAG | JSON_HEX_AMP ) . ';', 'before' );
	}
}

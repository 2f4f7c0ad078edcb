<?php
/**
 * The list of plugins.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Admin;

use Kontor\Bridge\Settings;

/**
 * Links from the list of plugins to Kontor's page, says there what deleting the plugin keeps, and asks before
 * deactivation.
 */
final class PluginsScreen {
	/**
	 * Listens to the list of plugins of a site. The network's list shows nothing, since each site has its own setting.
	 */
	public function register(): void {
		if ( is_network_admin() ) {
			return;
		}
		$file = plugin_basename( KONTOR_BRIDGE_FILE );
		add_filter( "plugin_action_links_$file", array( $this, 'links' ) );
		add_filter( 'plugin_row_meta', array( $this, 'meta' ), 10, 2 );
		add_action( 'admin_enqueue_scripts', array( $this, 'script' ) );
	}

	/**
	 * Adds the script that asks, when the plugin is deactivated, what to keep if it is deleted.
	 *
	 * @param string $screen Which screen is shown.
	 */
	public function script( string $screen ): void {
		if ( 'plugins.php' !== $screen || ! current_user_can( 'manage_woocommerce' ) ) {
			return;
		}
		Script::add(
			'deactivation',
			array(
				'url'    => rest_url( 'kontor/v1/settings' ),
				'nonce'  => wp_create_nonce( 'wp_rest' ),
				'plugin' => plugin_basename( KONTOR_BRIDGE_FILE ),
				'keep'   => Settings::keeps(),
				'texts'  => array(
					'title'      => __( 'Deactivate Kontor?', 'kontor-bridge' ),
					'waits'      => __( 'The plugin sends no order while it is inactive, but a bridge that may read this shop goes on reading it. Once the plugin is active again, it finds and sends the orders that have changed meanwhile.', 'kontor-bridge' ),
					'question'   => __( 'If you delete the plugin afterwards:', 'kontor-bridge' ),
					'keep'       => __( 'Keep the pairing and the outbox, so that a new installation goes on where this one stopped', 'kontor-bridge' ),
					'erase'      => __( 'Erase the pairing, the key and the outbox. The office keeps its documents.', 'kontor-bridge' ),
					'deactivate' => __( 'Deactivate', 'kontor-bridge' ),
					'cancel'     => __( 'Cancel', 'kontor-bridge' ),
				),
			)
		);
	}

	/**
	 * Adds a link to the settings beside "Deactivate".
	 *
	 * @param array<string, string> $links The plugin's links.
	 * @return array<string, string>
	 */
	public function links( array $links ): array {
		$settings = array( 'kontor' => sprintf( '<a href="%s">%s</a>', esc_url( ConnectPage::settings_url() ), esc_html__( 'Settings', 'kontor-bridge' ) ) );
		return $settings + $links;
	}

	/**
	 * Adds what deleting the plugin keeps.
	 *
	 * @param list<string> $meta The plugin's row.
	 * @param string       $file Which plugin.
	 * @return list<string>
	 */
	public function meta( array $meta, string $file ): array {
		if ( plugin_basename( KONTOR_BRIDGE_FILE ) === $file ) {
			$text   = Settings::keeps() ? __( 'Deleting the plugin keeps the pairing and the outbox', 'kontor-bridge' ) : __( 'Deleting the plugin erases the pairing and the outbox', 'kontor-bridge' );
			$meta[] = sprintf( '%s (<a href="%s">%s</a>)', esc_html( $text ), esc_url( ConnectPage::settings_url() . '#kontor-settings' ), esc_html__( 'change', 'kontor-bridge' ) );
		}
		return $meta;
	}
}

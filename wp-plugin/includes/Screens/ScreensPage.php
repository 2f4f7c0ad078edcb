<?php
/**
 * The screens of WooCommerce → Kontor.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Screens;

use Kontor\Bridge\Admin\ConnectPage;
use Kontor\Bridge\Admin\Script;
use Kontor\Bridge\Browser\User;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Plugin;
use Kontor\Bridge\Shop\TimeZone;

/**
 * Shows the screens that the script draws, and hands the script its settings: the user, the bridge, the routes and the
 * formats.
 */
final class ScreensPage {
	/** The tabs of the page, of which the script shows all but the last. */
	private const TABS = array( 'overview', 'orders', 'articles', 'connections', 'log', 'settings' );

	/** The tab that the address names, or else the first one. */
	public static function tab(): string {
		// phpcs:ignore WordPress.Security.NonceVerification -- It only chooses what is shown.
		$named = isset( $_GET['tab'] ) ? sanitize_key( wp_unslash( $_GET['tab'] ) ) : '';
		return in_array( $named, self::TABS, true ) ? $named : self::TABS[0];
	}

	/** Whether the script draws the page: the shop is paired, and the tab is not the settings. */
	public static function is_shown(): bool {
		$pairing = Pairing::current();
		if ( null === $pairing || $pairing->is_elsewhere() ) {
			return false;
		}
		return 'settings' !== self::tab() || ! current_user_can( 'manage_woocommerce' );
	}

	/** Adds script and style. */
	public static function enqueue(): void {
		$pairing = Pairing::current();
		$user    = User::current();
		if ( null === $pairing || null === $user ) {
			return;
		}
		Script::add(
			'screens',
			array(
				'shop'     => $pairing->shop,
				'bridge'   => $pairing->bridge,
				'may'      => $user->right,
				'user'     => get_current_user_id(),
				'routes'   => array(
					'token'       => rest_url( 'kontor/v1/token' ),
					'relay'       => rest_url( 'kontor/v1/relay' ),
					'act'         => rest_url( 'kontor/v1/act' ),
					'own'         => rest_url( 'kontor/v1/' ),
					'woocommerce' => rest_url( 'wc/v3/' ),
				),
				'nonce'    => wp_create_nonce( 'wp_rest' ),
				'pages'    => array(
					'settings' => ConnectPage::settings_url(),
					'order'    => admin_url( 'post.php?post=ORDER&action=edit' ),
				),
				'language' => str_replace( '_', '-', (string) preg_replace( '/_(formal|informal)$/', '', get_user_locale() ) ),
				'timeZone' => TimeZone::name(),
				'statuses' => self::statuses(),
				'version'  => Plugin::version(),
			)
		);
	}

	/**
	 * The statuses of placed orders, with their labels.
	 *
	 * @return array<string, string>
	 */
	public static function statuses(): array {
		$statuses = array();
		foreach ( wc_get_order_statuses() as $name => $label ) {
			$statuses[ (string) preg_replace( '/^wc-/', '', (string) $name ) ] = (string) $label;
		}
		// The checkout block adds its drafts to WooCommerce's list of statuses.
		unset( $statuses['checkout-draft'] );
		return $statuses;
	}

	/** Shows the element that the script fills. */
	public static function show(): void {
		echo '<div id="kontor-screens"><p class="hide-if-js">' . esc_html__( 'These screens need JavaScript. Orders are still sent, and each order shows how it stands.', 'kontor-bridge' ) . '</p></div>';
	}

	/** Shows the tabs above the settings. On the other tabs, the script shows them. */
	public static function tabs(): void {
		$labels = array(
			'overview'    => __( 'Overview', 'kontor-bridge' ),
			'orders'      => __( 'Orders', 'kontor-bridge' ),
			'articles'    => __( 'Articles', 'kontor-bridge' ),
			'connections' => __( 'Connections', 'kontor-bridge' ),
			'log'         => __( 'Log', 'kontor-bridge' ),
			'settings'    => __( 'Settings', 'kontor-bridge' ),
		);
		echo '<nav class="nav-tab-wrapper woo-nav-tab-wrapper" aria-label="Kontor">';
		foreach ( $labels as $tab => $label ) {
			$current = 'settings' === $tab ? ' nav-tab-active" aria-current="page' : '';
			printf( '<a href="%1$s" class="nav-tab%2$s">%3$s</a>', esc_url( add_query_arg( 'tab', $tab, ConnectPage::url() ) ), $current, esc_html( $label ) ); // phpcs:ignore WordPress.Security.EscapeOutput -- One of two texts above.
		}
		echo '</nav>';
	}
}

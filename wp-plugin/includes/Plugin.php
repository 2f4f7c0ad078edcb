<?php
/**
 * The plugin as a whole.
 *
 * @package Kontor
 */

namespace Kontor\Bridge;

use Kontor\Bridge\Admin\Actions;
use Kontor\Bridge\Admin\BulkAction;
use Kontor\Bridge\Admin\ConnectPage;
use Kontor\Bridge\Admin\FileDownload;
use Kontor\Bridge\Admin\Notices;
use Kontor\Bridge\Admin\OrderBox;
use Kontor\Bridge\Admin\OrderColumn;
use Kontor\Bridge\Admin\PluginsScreen;
use Kontor\Bridge\Admin\PrescriptionBox;
use Kontor\Bridge\Admin\Routes;
use Kontor\Bridge\Browser\Act;
use Kontor\Bridge\Browser\Relay;
use Kontor\Bridge\Browser\TokenRoute;
use Kontor\Bridge\Orders\OrderChanges;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Pairing\Possession;
use Kontor\Bridge\Prescription\BlockCheckout;
use Kontor\Bridge\Prescription\ClassicCheckout;
use Kontor\Bridge\Prescription\PersonalData;
use Kontor\Bridge\Prescription\Upload;
use Kontor\Bridge\Reading\Webhooks;
use Kontor\Bridge\Screens\BackFillRoutes;
use Kontor\Bridge\Screens\HealthRoutes;
use Kontor\Bridge\Screens\ProductRoutes;
use Kontor\Bridge\Screens\SendRoutes;
use Kontor\Bridge\Shop\Alarm;
use Kontor\Bridge\Shop\Cli;
use Kontor\Bridge\Shop\Privacy;
use Kontor\Bridge\Shop\SiteHealth;
use Kontor\Bridge\Stock\OwnPlaces;
use Kontor\Bridge\Stock\PageSkus;
use Kontor\Bridge\Stock\PlacedStock;

/** Starts the plugin's parts, each of which listens to hooks of one kind. */
final class Plugin {
	/**
	 * The version of the protocol between plugin and bridge. It rises when an older side could not understand a newer
	 * one.
	 */
	public const PROTOCOL            = 1;
	private const OLDEST_WOOCOMMERCE = '8.2';

	/** Called once, when WordPress loads the plugin. */
	public static function start(): void {
		add_action( 'before_woocommerce_init', array( self::class, 'declare_features' ) );
		add_action( 'plugins_loaded', array( self::class, 'load' ) );
		// Before 6.8, WordPress does not load the languages of a plugin's own folder by itself.
		add_action( 'init', static fn () => load_plugin_textdomain( 'kontor-bridge', false, dirname( plugin_basename( KONTOR_BRIDGE_FILE ) ) . '/languages' ) );
		register_deactivation_hook( KONTOR_BRIDGE_FILE, array( Alarm::class, 'deactivated' ) );
		// A site of a network is deleted from another site, which need not be a shop. So the filter is added
		// everywhere.
		add_filter( 'wpmu_drop_tables', array( Schema::class, 'with_tables_of' ), 10, 2 );
	}

	/** The plugin's version, as its header names it. */
	public static function version(): string {
		static $version = null;
		$version      ??= get_file_data( KONTOR_BRIDGE_FILE, array( 'version' => 'Version' ) )['version'];
		return $version;
	}

	/** Tells WooCommerce that the plugin works with both order stores, and with the blocks of cart and checkout. */
	public static function declare_features(): void {
		if ( class_exists( \Automattic\WooCommerce\Utilities\FeaturesUtil::class ) ) {
			foreach ( array( 'custom_order_tables', 'cart_checkout_blocks' ) as $feature ) {
				\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( $feature, KONTOR_BRIDGE_FILE, true );
			}
		}
	}

	/** Starts the parts if WooCommerce is active and new enough. */
	public static function load(): void {
		$is_shop = class_exists( 'WooCommerce' );
		if ( ! $is_shop || version_compare( WC()->version, self::OLDEST_WOOCOMMERCE, '<' ) ) {
			// A plugin that is active on the whole network also runs on sites that are not shops. They show no notice.
			if ( $is_shop || ! Network::has_plugin_everywhere() || null !== Pairing::current() ) {
				add_action( 'admin_notices', array( self::class, 'ask_for_woocommerce' ) );
			}
			return;
		}
		Schema::ensure();
		$parts = array(
			new OrderChanges(),
			new Possession(),
			new Routes(),
			new HealthRoutes(),
			new SendRoutes(),
			new BackFillRoutes(),
			new ProductRoutes(),
			new Alarm(),
			new Privacy(),
			new SiteHealth(),
			new TokenRoute(),
			new Relay(),
			new Act(),
			new Webhooks(),
			new ClassicCheckout(),
			new BlockCheckout(),
			new Upload(),
			new PersonalData(),
			new PageSkus(),
			new PlacedStock(),
			new OwnPlaces(),
		);
		if ( is_admin() ) {
			array_push(
				$parts,
				new Actions(),
				new BulkAction(),
				new ConnectPage(),
				new FileDownload(),
				new Notices(),
				new OrderBox(),
				new OrderColumn(),
				new PluginsScreen(),
				new PrescriptionBox()
			);
		}
		foreach ( $parts as $part ) {
			$part->register();
		}
		if ( defined( 'WP_CLI' ) && WP_CLI ) {
			\WP_CLI::add_command( 'kontor', Cli::class );
		}
	}

	/** Tells the admin that WooCommerce is missing or too old. */
	public static function ask_for_woocommerce(): void {
		/* translators: %s: a version of WooCommerce */
		$text = __( 'Kontor needs WooCommerce %s or newer. Until WooCommerce is active, no order is sent. Nothing is lost.', 'kontor-bridge' );
		printf( '<div class="notice notice-error"><p>%s</p></div>', esc_html( sprintf( $text, self::OLDEST_WOOCOMMERCE ) ) );
	}
}

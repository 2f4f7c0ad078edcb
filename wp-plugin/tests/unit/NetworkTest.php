<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Admin\PluginsScreen;
use Kontor\Bridge\Bridge\Key;
use Kontor\Bridge\Network;
use Kontor\Bridge\Orders\OrderChanges;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Plugin;
use Kontor\Bridge\Schema;
use Kontor\Bridge\Settings;
use Kontor\Bridge\Shop\Alarm;
use WC_Order;

/** A network with three sites. The request is for site 1; sites 2 and 3 are other shops. */
final class NetworkTest extends PluginTest {
	private const PLUGIN = 'kontor-bridge/kontor-bridge.php';

	protected function setUp(): void {
		parent::setUp();
		Site::$now->becomes_network( 2, 3 );
		( new OrderChanges() )->register();
		( new Alarm() )->register();
	}

	/** Activates the plugin on a site, and pairs the site. */
	private function shop( int $site ): void {
		Network::on_site(
			$site,
			function (): void {
				update_option( 'active_plugins', array( 'woocommerce/woocommerce.php', self::PLUGIN ) );
				Schema::ensure();
				$this->pair_here();
			}
		);
	}

	/** Pairs the present site. */
	private function pair_here(): void {
		$this->bridge ??= new FakeBridge();
		$shop           = 's' . get_current_blog_id();
		( new Pairing( FakeBridge::URL, $this->bridge->key->id(), $shop, Pairing::address_here(), time(), Key::make() ) )->store();
	}

	/** Changes an order of a site, and fires WooCommerce's hooks for it. */
	private static function change( int $site, int $order, string ...$hooks ): void {
		Network::on_site(
			$site,
			static function () use ( $order, $hooks ): void {
				Site::$now->orders[ $order ] = new WC_Order( $order );
				foreach ( $hooks as $hook ) {
					do_action( $hook, $order, Site::$now->orders[ $order ] );
				}
			}
		);
	}

	/** The ids of the orders in the outbox of a site; null if the site has no outbox. */
	private static function noted( int $site ): ?array {
		$table = self::database()->get_blog_prefix( $site ) . 'kontor_outbox';
		if ( ! in_array( $table, self::tables(), true ) ) {
			return null;
		}
		return array_map( 'intval', self::database()->get_col( "SELECT order_id FROM $table ORDER BY order_id" ) );
	}

	private static function generation( int $site, int $order ): int {
		$table = self::database()->get_blog_prefix( $site ) . 'kontor_outbox';
		return (int) self::database()->get_var( "SELECT generation FROM $table WHERE order_id = $order" );
	}

	private static function tables(): array {
		return self::database()->get_col( "SELECT name FROM sqlite_master WHERE type = 'table'" );
	}

	private static function uninstall(): void {
		defined( 'WP_UNINSTALL_PLUGIN' ) || define( 'WP_UNINSTALL_PLUGIN', self::PLUGIN );
		require dirname( KONTOR_BRIDGE_FILE ) . '/uninstall.php';
	}

	public function test_orders_of_two_sites_with_the_same_id_are_noted_each_in_its_own_outbox(): void {
		$this->shop( 2 );
		self::change( 1, 7, 'woocommerce_update_order' );
		self::change( 2, 7, 'woocommerce_update_order' );
		self::change( 2, 8, 'woocommerce_update_order' );
		$this->assertSame( array( 7 ), self::noted( 1 ), 'noted at once, in case the process dies' );
		$this->assertSame( array( 7, 8 ), self::noted( 2 ), 'noted at once, in case the process dies' );
		$first_of_site_1 = self::generation( 1, 7 );
		$first_of_site_2 = self::generation( 2, 7 );
		self::change( 2, 7, 'woocommerce_update_order', 'woocommerce_update_order' );
		$this->assertSame( $first_of_site_1, self::generation( 1, 7 ) );
		$this->assertSame( $first_of_site_2, self::generation( 2, 7 ), 'further hooks do not write' );
		do_action( 'shutdown' );
		$this->assertSame( $first_of_site_1, self::generation( 1, 7 ) );
		$this->assertGreaterThan( $first_of_site_2, self::generation( 2, 7 ) );
		$this->assertSame( 1, get_current_blog_id() );
	}

	public function test_an_order_with_a_changed_item_is_looked_up_on_its_own_site(): void {
		$this->shop( 2 );
		Network::on_site(
			2,
			static function (): void {
				Site::$now->orders[9] = new WC_Order( 9 );
				Site::$now->items[90] = 9;
				do_action( 'woocommerce_update_order_item', 90 );
			}
		);
		do_action( 'shutdown' );
		$this->assertSame( array(), self::noted( 1 ) );
		$this->assertSame( array( 9 ), self::noted( 2 ) );
	}

	public function test_a_request_that_ends_on_another_site_notes_the_orders_of_both(): void {
		$this->shop( 2 );
		self::change( 1, 7, 'woocommerce_update_order', 'woocommerce_update_order' );
		$first = self::generation( 1, 7 );
		switch_to_blog( 2 );
		Site::$now->orders[7] = new WC_Order( 7 );
		do_action( 'woocommerce_before_delete_order', 7 );
		do_action( 'shutdown' );
		$this->assertSame( 2, get_current_blog_id() );
		$this->assertGreaterThan( $first, self::generation( 1, 7 ) );
		$this->assertSame( array( 7 ), self::noted( 2 ) );
	}

	public function test_a_site_without_the_plugin_gets_neither_tables_nor_rows(): void {
		self::change( 3, 7, 'woocommerce_update_order', 'woocommerce_before_delete_order', 'woocommerce_update_order_item' );
		do_action( 'shutdown' );
		$this->assertNull( self::noted( 3 ) );
		$this->assertSame( array(), self::noted( 1 ) );
	}

	public function test_an_unpaired_site_gets_neither_tables_nor_rows_from_another_sites_request(): void {
		Site::$now->network['active_sitewide_plugins'] = array( self::PLUGIN => time() );
		self::change( 3, 7, 'woocommerce_update_order', 'woocommerce_before_delete_order' );
		do_action( 'shutdown' );
		$this->assertNull( self::noted( 3 ) );
	}

	public function test_a_site_on_which_the_plugin_was_deactivated_gets_no_rows(): void {
		$this->shop( 2 );
		Network::on_site( 2, static fn () => update_option( 'active_plugins', array( 'woocommerce/woocommerce.php' ) ) );
		self::change( 2, 7, 'woocommerce_update_order', 'woocommerce_before_delete_order' );
		do_action( 'shutdown' );
		$this->assertSame( array(), self::noted( 2 ) );
	}

	public function test_orders_of_a_paired_site_are_noted_if_the_plugin_is_active_network_wide(): void {
		$this->shop( 2 );
		Network::on_site( 2, static fn () => update_option( 'active_plugins', array() ) );
		Site::$now->network['active_sitewide_plugins'] = array( self::PLUGIN => time() );
		self::change( 2, 7, 'woocommerce_update_order' );
		$this->assertSame( array( 7 ), self::noted( 2 ) );
	}

	public function test_an_admin_who_changes_an_order_wakes_the_sender_of_that_orders_site(): void {
		Site::$now->capabilities = array( 'edit_shop_orders' );
		Site::$now->is_admin     = true;
		$this->pair_here();
		$this->shop( 2 );
		$this->shop( 3 );
		self::change( 2, 7, 'woocommerce_update_order' );
		do_action( 'shutdown' );
		$rung = array();
		Network::on_every_site(
			static function () use ( &$rung ): void {
				$rung[ get_current_blog_id() ] = Site::$now->rung;
			}
		);
		$this->assertSame(
			array(
				1 => array(),
				2 => array( 'kontor_send_now' ),
				3 => array(),
			),
			$rung
		);
	}

	public function test_a_customer_wakes_no_sender(): void {
		$this->pair_here();
		self::change( 1, 7, 'woocommerce_update_order' );
		do_action( 'shutdown' );
		$this->assertSame( array( 7 ), self::noted( 1 ) );
		$this->assertSame( array(), Site::$now->rung );
	}

	public function test_deactivating_the_plugin_network_wide_removes_the_scheduled_actions_of_every_paired_site(): void {
		$this->shop( 1 );
		$this->shop( 2 );
		foreach ( array( 1, 2 ) as $site ) {
			Network::on_site( $site, array( new Alarm(), 'ensure' ) );
		}
		Plugin::start();
		do_action( 'deactivate_' . self::PLUGIN, false );
		$this->assertSame( array(), Site::$now->alarms );
		Network::on_site( 2, fn () => $this->assertNotSame( array(), Site::$now->alarms ) );
		do_action( 'deactivate_' . self::PLUGIN, true );
		Network::on_site( 2, fn () => $this->assertSame( array(), Site::$now->alarms ) );
	}

	public function test_a_site_that_is_deleted_takes_its_tables_with_it(): void {
		Plugin::start();
		$dropped = apply_filters( 'wpmu_drop_tables', array( 'wp_2_posts' ), 2 );
		$this->assertSame( array( 'wp_2_posts', 'wp_2_kontor_outbox', 'wp_2_kontor_documents', 'wp_2_kontor_history', 'wp_2_kontor_leases', 'wp_2_kontor_files', 'wp_2_kontor_file_parts', 'wp_2_kontor_stock' ), $dropped );
	}

	public function test_uninstalling_erases_each_site_by_its_own_setting(): void {
		$this->shop( 1 );
		$this->shop( 2 );
		$this->bridge->answers( 'POST /unpair', array( 'revoked' => true ) );
		Network::on_site( 2, static fn () => Settings::change( array( 'keep' => false ) ) );
		self::uninstall();
		$this->assertSame( array(), self::noted( 1 ) );
		$this->assertNull( self::noted( 2 ) );
		$this->assertNotNull( Pairing::current() );
		Network::on_site( 2, fn () => $this->assertSame( array( 'home', 'active_plugins' ), array_keys( Site::$now->options ) ) );
		$this->assertSame( array( FakeBridge::URL . '/v1/shops/s2/unpair' ), array_column( Site::$now->requests, 'url' ) );
	}

	public function test_a_large_network_is_visited_page_by_page_and_the_cache_is_cleared_between(): void {
		Site::$now->becomes_network( ...range( 2, 250 ) );
		$seen = array();
		Network::on_every_site(
			static function () use ( &$seen ): void {
				$seen[] = get_current_blog_id();
			}
		);
		$this->assertSame( range( 1, 250 ), $seen );
		$this->assertSame( 2, did_action( 'flushed' ) );
	}

	public function test_a_site_without_woocommerce_shows_a_notice_unless_it_is_not_a_shop(): void {
		$shows_notice = static function (): bool {
			unset( Site::$now->hooks['admin_notices'] );
			Plugin::load();
			return isset( Site::$now->hooks['admin_notices'] );
		};
		$this->assertTrue( $shows_notice(), 'the plugin was activated on this very site' );
		Site::$now->network['active_sitewide_plugins'] = array( self::PLUGIN => time() );
		$this->assertFalse( $shows_notice() );
		$this->pair_here();
		$this->assertTrue( $shows_notice() );
	}

	public function test_the_networks_list_of_plugins_says_nothing_about_what_is_kept(): void {
		Site::$now->is_network_admin = true;
		( new PluginsScreen() )->register();
		$this->assertArrayNotHasKey( 'plugin_row_meta', Site::$now->hooks );
		Site::$now->is_network_admin = false;
		( new PluginsScreen() )->register();
		$this->assertArrayHasKey( 'plugin_row_meta', Site::$now->hooks );
	}

	public function test_each_site_has_its_own_pairing_and_settings(): void {
		$this->shop( 2 );
		$this->shop( 3 );
		Network::on_site( 3, static fn () => Settings::change( array( 'keep' => false ) ) );
		$shops = array();
		$keeps = array();
		Network::on_every_site(
			function () use ( &$shops, &$keeps ): void {
				$this->assertNotTrue( Pairing::current()?->is_elsewhere() );
				$shops[ get_current_blog_id() ] = Pairing::current()?->shop;
				$keeps[ get_current_blog_id() ] = Settings::keeps();
			}
		);
		$this->assertSame(
			array(
				1 => null,
				2 => 's2',
				3 => 's3',
			),
			$shops
		);
		$this->assertSame(
			array(
				1 => true,
				2 => true,
				3 => false,
			),
			$keeps
		);
	}
}

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

/** A network whose site 1 has the request. Sites 2 and 3 are other shops. */
final class NetworkTest extends PluginTest {
	private const PLUGIN = 'kontor-bridge/kontor-bridge.php';

	protected function setUp(): void {
		parent::setUp();
		Site::$now->becomes_network( 2, 3 );
		( new OrderChanges() )->register();
		( new Alarm() )->register();
	}

	/** Lets a site run the plugin for the first time, and pairs it. */
	private function shop( int $site ): void {
		Network::on_site(
			$site,
			function (): void {
				update_option( 'active_plugins', array( 'woocommerce/woocommerce.php', self::PLUGIN ) );
				Schema::ensure();
				$this->paired_here();
			}
		);
	}

	private function paired_here(): void {
		$this->bridge ??= new FakeBridge();
		$shop           = 's' . get_current_blog_id();
		( new Pairing( FakeBridge::URL, $this->bridge->key->id(), $shop, Pairing::address_here(), time(), Key::make() ) )->store();
	}

	/** Changes an order of a site, as WooCommerce tells it, in as many steps as it has hooks. */
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

	/** The ids of the orders in the outbox of a site; null where the site has no outbox. */
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

	public function test_orders_of_one_id_on_two_sites_are_noted_each_in_its_own_outbox(): void {
		$this->shop( 2 );
		self::change( 1, 7, 'woocommerce_update_order' );
		self::change( 2, 7, 'woocommerce_update_order' );
		self::change( 2, 8, 'woocommerce_update_order' );
		$this->assertSame( array( array( 7 ), array( 7, 8 ) ), array( self::noted( 1 ), self::noted( 2 ) ), 'in case the process dies' );
		$first = array( self::generation( 1, 7 ), self::generation( 2, 7 ) );
		self::change( 2, 7, 'woocommerce_update_order', 'woocommerce_update_order' );
		$this->assertSame( $first, array( self::generation( 1, 7 ), self::generation( 2, 7 ) ), 'no write for each hook' );
		do_action( 'shutdown' );
		$this->assertSame( $first[0], self::generation( 1, 7 ) );
		$this->assertGreaterThan( $first[1], self::generation( 2, 7 ) );
		$this->assertSame( 1, get_current_blog_id() );
	}

	public function test_an_order_of_which_only_an_item_changed_is_looked_up_on_its_own_site(): void {
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
		$this->assertSame( array( array(), array( 9 ) ), array( self::noted( 1 ), self::noted( 2 ) ) );
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

	public function test_a_site_that_is_not_paired_gets_neither_tables_nor_rows_from_elsewhere(): void {
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

	public function test_a_paired_site_of_a_plugin_that_is_active_everywhere_has_its_orders_noted(): void {
		$this->shop( 2 );
		Network::on_site( 2, static fn () => update_option( 'active_plugins', array() ) );
		Site::$now->network['active_sitewide_plugins'] = array( self::PLUGIN => time() );
		self::change( 2, 7, 'woocommerce_update_order' );
		$this->assertSame( array( 7 ), self::noted( 2 ) );
	}

	public function test_an_admin_who_changes_orders_of_a_site_wakes_the_sender_of_that_site(): void {
		Site::$now->capabilities = array( 'edit_shop_orders' );
		Site::$now->is_admin     = true;
		$this->paired_here();
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
		$this->paired_here();
		self::change( 1, 7, 'woocommerce_update_order' );
		do_action( 'shutdown' );
		$this->assertSame( array( array( 7 ), array() ), array( self::noted( 1 ), Site::$now->rung ) );
	}

	public function test_to_deactivate_the_plugin_everywhere_takes_the_alarms_of_every_paired_site_away(): void {
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
		$this->assertSame( array( 'wp_2_posts', 'wp_2_kontor_outbox', 'wp_2_kontor_documents', 'wp_2_kontor_history', 'wp_2_kontor_leases' ), $dropped );
	}

	public function test_uninstalling_erases_each_site_by_its_own_setting(): void {
		$this->shop( 1 );
		$this->shop( 2 );
		$this->bridge->answers( 'POST /unpair', array( 'revoked' => true ) );
		Network::on_site( 2, static fn () => Settings::change( array( 'keep' => false ) ) );
		self::uninstall();
		$this->assertSame( array( array(), null ), array( self::noted( 1 ), self::noted( 2 ) ) );
		$this->assertNotNull( Pairing::current() );
		Network::on_site( 2, fn () => $this->assertSame( array( 'home', 'active_plugins' ), array_keys( Site::$now->options ) ) );
		$this->assertSame( array( FakeBridge::URL . '/v1/shops/s2/unpair' ), array_column( Site::$now->requests, 'url' ) );
	}

	public function test_uninstalling_goes_over_every_site_of_a_large_network_and_remembers_few(): void {
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

	public function test_a_site_without_woocommerce_is_told_so_unless_it_is_no_shop(): void {
		$is_told = static function (): bool {
			unset( Site::$now->hooks['admin_notices'] );
			Plugin::load();
			return isset( Site::$now->hooks['admin_notices'] );
		};
		$this->assertTrue( $is_told(), 'somebody has activated Kontor on this very site' );
		Site::$now->network['active_sitewide_plugins'] = array( self::PLUGIN => time() );
		$this->assertFalse( $is_told() );
		$this->paired_here();
		$this->assertTrue( $is_told() );
	}

	public function test_the_list_of_plugins_of_the_network_speaks_for_no_site(): void {
		Site::$now->is_network_admin = true;
		( new PluginsScreen() )->register();
		$this->assertArrayNotHasKey( 'plugin_row_meta', Site::$now->hooks );
		Site::$now->is_network_admin = false;
		( new PluginsScreen() )->register();
		$this->assertArrayHasKey( 'plugin_row_meta', Site::$now->hooks );
	}

	public function test_what_a_site_is_paired_with_is_no_other_sites(): void {
		$this->shop( 2 );
		$this->shop( 3 );
		Network::on_site( 3, static fn () => Settings::change( array( 'keep' => false ) ) );
		$found = array();
		Network::on_every_site(
			static function () use ( &$found ): void {
				$found[] = array( Pairing::current()?->shop, Pairing::current()?->is_elsewhere(), Settings::keeps() );
			}
		);
		$this->assertSame( array( array( null, null, true ), array( 's2', false, true ), array( 's3', false, false ) ), $found );
	}
}

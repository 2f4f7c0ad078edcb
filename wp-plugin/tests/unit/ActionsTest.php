<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Admin\Actions;
use Kontor\Bridge\Bridge\Jws;
use Kontor\Bridge\Office\Verbs;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Settings;
use Kontor\Bridge\Shop\Alarm;
use WC_Order;

final class ActionsTest extends PluginTest {
	protected function setUp(): void {
		parent::setUp();
		( new Actions() )->register();
	}

	/** Runs an action. Returns how WordPress ended the request. */
	private static function run_action( string $action ): string {
		try {
			do_action( "admin_post_kontor_$action" );
		} catch ( Stopped $end ) {
			return $end->getMessage();
		}
		return 'went on';
	}

	/** Runs an action with its capability and its nonce. */
	private static function run_allowed( string $action ): string {
		Site::$now->capabilities = array( Actions::CAPABILITIES[ $action ] );
		Site::$now->nonce        = "kontor_$action";
		return self::run_action( $action );
	}

	/** Everything that an action can change. */
	private static function state(): array {
		return array(
			'options'    => Site::$now->options,
			'transients' => Site::$now->transients,
			'outbox'     => self::outbox(),
			'requests'   => Site::$now->requests,
			'alarms'     => Site::$now->alarms,
		);
	}

	public function actions(): array {
		return array_map( static fn ( string $action ): array => array( $action ), array_combine( array_keys( Actions::CAPABILITIES ), array_keys( Actions::CAPABILITIES ) ) );
	}

	/** @dataProvider actions */
	public function test_an_action_is_refused_without_its_capability( string $action ): void {
		$this->paired();
		Site::$now->nonce        = "kontor_$action";
		Site::$now->capabilities = array_values( array_diff( array( 'read', 'edit_posts', 'manage_woocommerce', 'edit_shop_orders' ), array( Actions::CAPABILITIES[ $action ] ) ) );
		$_REQUEST['order']       = '5';
		$before                  = self::state();
		$this->assertSame( 'died 403', self::run_action( $action ) );
		$this->assertSame( $before, self::state() );
	}

	/** @dataProvider actions */
	public function test_an_action_is_refused_without_its_own_nonce( string $action ): void {
		$this->paired();
		Site::$now->capabilities = array( Actions::CAPABILITIES[ $action ] );
		$before                  = self::state();
		foreach ( array( '', 'kontor_', 'kontor_test' === "kontor_$action" ? 'kontor_pair' : 'kontor_test' ) as $nonce ) {
			Site::$now->nonce = $nonce;
			$this->assertSame( 'died by nonce', self::run_action( $action ) );
		}
		$this->assertSame( $before, self::state() );
	}

	/** @dataProvider actions */
	public function test_an_allowed_action_redirects_to_the_page_it_came_from( string $action ): void {
		$this->paired();
		$this->assertStringStartsWith( 'https://shop.example/wp-admin/admin.php?page=wc-orders&kontor=', self::run_allowed( $action ) );
	}

	/** @dataProvider actions */
	public function test_an_actions_link_brings_its_own_nonce( string $action ): void {
		$url = Actions::url( $action, array( 'order' => 5 ) );
		$this->assertStringContainsString( "action=kontor_$action&order=5&_wpnonce=kontor_$action", $url );
	}

	public function test_settings_are_stored_as_they_were_chosen(): void {
		$_POST = array(
			'alert_after_hours' => '12',
			'alert_address'     => 'clerk@shop.example',
			'stock_shown'       => '1',
			'stock_synced'      => '1',
			'stock_seconds'     => '90',
		);
		self::run_allowed( 'settings' );
		$this->assertFalse( Settings::keeps() );
		$this->assertSame( 12, Settings::alert_after_hours() );
		$this->assertSame( 'clerk@shop.example', Settings::alert_address() );
		$this->assertTrue( Settings::shows_stock() );
		$this->assertTrue( Settings::syncs_stock() );
		$this->assertSame( 90, Settings::stock_seconds() );
	}

	public function test_a_problem_is_shown_on_the_next_screen(): void {
		$this->paired();
		$this->assertStringEndsWith( 'kontor=problem', self::run_allowed( 'retry' ) );
		$this->assertSame( 'order.nothing_to_say', get_transient( 'kontor_said_7' )['code'] );
	}

	public function test_scheduled_actions_stay_until_the_bridge_has_revoked_the_key(): void {
		$this->paired();
		( new Alarm() )->ensure();
		self::run_allowed( 'unpair' );
		$this->assertNotNull( Pairing::current() );
		$this->assertArrayHasKey( Alarm::SEND, Site::$now->alarms );
		$this->bridge->answers( 'POST /unpair', array( 'revoked' => 'k' ) );
		$this->assertStringEndsWith( 'kontor=unpair', self::run_allowed( 'unpair' ) );
		$this->assertSame( array(), Site::$now->alarms );
	}

	public function test_only_an_order_of_the_shop_is_sent_again(): void {
		$this->paired();
		Site::$now->orders[5] = new WC_Order( 5 );
		foreach ( array( '', '77', 'abc' ) as $id ) {
			$_REQUEST['order'] = $id;
			$this->assertStringEndsWith( 'kontor=problem', self::run_allowed( 'resend' ) );
		}
		$this->assertSame( array(), self::outbox() );
		$_REQUEST['order'] = '5';
		self::run_allowed( 'resend' );
		$this->assertTrue( Outbox::of( 5 )['waits'] );
	}

	/** An order with one waiting document, and a bridge that accepts every action. */
	private function with_document(): Pairing {
		$pairing = $this->paired();
		self::database()->query( "INSERT INTO wp_kontor_documents (order_id, connection, kind, reference, transfer, system_key, state, reason, changed_gmt) VALUES (5, 'c1', 'order', '', 31, 'poweroffice', 'waiting', 'any', '2024-03-03 00:00:00')" );
		foreach ( array_keys( Verbs::STATES ) as $verb ) {
			$this->bridge->answers( "POST /transfers/31/$verb", array( 'state' => 'waiting' ) );
		}
		return $pairing;
	}

	/** The user for whom the shop made each request, by the last part of its address. */
	private static function users_by_request( Pairing $pairing ): array {
		$users = array();
		foreach ( Site::$now->requests as $request ) {
			$claims                               = Jws::verified( $request['args']['headers']['kontor-proof'], 'kontor-request+jws', $pairing->key->public_jwk()['x'] );
			$users[ basename( $request['url'] ) ] = $claims['act'] ?? null;
		}
		return $users;
	}

	/** @dataProvider verbs */
	public function test_an_action_on_a_document_is_signed_with_the_name_of_its_user( string $verb ): void {
		$pairing           = $this->with_document();
		$_REQUEST['order'] = '5';
		self::run_allowed( $verb );
		$anna = array(
			'sub' => 'anna',
			'may' => 'orders',
		);
		// The shop asks for the results in its own name.
		$this->assertSame(
			array(
				$verb     => $anna,
				'results' => null,
			),
			self::users_by_request( $pairing )
		);
	}

	public function verbs(): array {
		return array_map( static fn ( string $verb ): array => array( $verb ), array_combine( array_keys( Verbs::STATES ), array_keys( Verbs::STATES ) ) );
	}

	public function test_without_a_logged_in_user_an_action_is_the_shops_own(): void {
		$pairing = $this->with_document();
		Verbs::say( 5, 'retry' );
		$this->assertNull( self::users_by_request( $pairing )['retry'] );
	}
}

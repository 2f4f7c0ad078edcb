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

	/** Where the request ended. */
	private static function asked( string $action ): string {
		try {
			do_action( "admin_post_kontor_$action" );
		} catch ( Stopped $end ) {
			return $end->getMessage();
		}
		return 'went on';
	}

	private static function allowed( string $action ): string {
		Site::$now->capabilities = array( Actions::CAPABILITIES[ $action ] );
		Site::$now->nonce        = "kontor_$action";
		return self::asked( $action );
	}

	/** Everything that an action could have changed. */
	private static function state(): array {
		return array( Site::$now->options, Site::$now->transients, self::outbox(), Site::$now->requests, Site::$now->alarms );
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
		$this->assertSame( 'died 403', self::asked( $action ) );
		$this->assertSame( $before, self::state() );
	}

	/** @dataProvider actions */
	public function test_an_action_is_refused_without_its_own_nonce( string $action ): void {
		$this->paired();
		Site::$now->capabilities = array( Actions::CAPABILITIES[ $action ] );
		$before                  = self::state();
		foreach ( array( '', 'kontor_', 'kontor_test' === "kontor_$action" ? 'kontor_pair' : 'kontor_test' ) as $nonce ) {
			Site::$now->nonce = $nonce;
			$this->assertSame( 'died by nonce', self::asked( $action ) );
		}
		$this->assertSame( $before, self::state() );
	}

	/** @dataProvider actions */
	public function test_an_action_that_is_allowed_goes_back_to_where_it_was_asked( string $action ): void {
		$this->paired();
		$this->assertStringStartsWith( 'https://shop.example/wp-admin/admin.php?page=wc-orders&kontor=', self::allowed( $action ) );
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
		);
		self::allowed( 'settings' );
		$this->assertSame( array( false, 12, 'clerk@shop.example' ), array( Settings::keeps(), Settings::alert_after_hours(), Settings::alert_address() ) );
	}

	public function test_what_went_wrong_is_told_on_the_next_screen(): void {
		$this->paired();
		$this->assertStringEndsWith( 'kontor=problem', self::allowed( 'retry' ) );
		$this->assertSame( 'order.nothing_to_say', get_transient( 'kontor_said_7' )['code'] );
	}

	public function test_alarms_ring_on_while_the_bridge_has_not_let_the_shop_go(): void {
		$this->paired();
		( new Alarm() )->ensure();
		self::allowed( 'unpair' );
		$this->assertNotNull( Pairing::current() );
		$this->assertArrayHasKey( Alarm::SEND, Site::$now->alarms );
		$this->bridge->answers( 'POST /unpair', array( 'revoked' => 'k' ) );
		$this->assertStringEndsWith( 'kontor=unpair', self::allowed( 'unpair' ) );
		$this->assertSame( array(), Site::$now->alarms );
	}

	public function test_only_an_order_of_the_shop_is_sent_again(): void {
		$this->paired();
		Site::$now->orders[5] = new WC_Order( 5 );
		foreach ( array( '', '77', 'abc' ) as $id ) {
			$_REQUEST['order'] = $id;
			$this->assertStringEndsWith( 'kontor=problem', self::allowed( 'resend' ) );
		}
		$this->assertSame( array(), self::outbox() );
		$_REQUEST['order'] = '5';
		self::allowed( 'resend' );
		$this->assertTrue( Outbox::of( 5 )['waits'] );
	}

	/** An order with one waiting document, and a bridge that does what it is told. */
	private function with_document(): Pairing {
		$pairing = $this->paired();
		self::database()->query( "INSERT INTO wp_kontor_documents (order_id, connection, kind, reference, transfer, system_key, state, reason, changed_gmt) VALUES (5, 'c1', 'order', '', 31, 'poweroffice', 'waiting', 'any', '2024-03-03 00:00:00')" );
		foreach ( array_keys( Verbs::STATES ) as $verb ) {
			$this->bridge->answers( "POST /transfers/31/$verb", array( 'state' => 'waiting' ) );
		}
		return $pairing;
	}

	/** For whom the shop asked, by what it asked. */
	private static function asked_for( Pairing $pairing ): array {
		$asked = array();
		foreach ( Site::$now->requests as $request ) {
			$claims                               = Jws::verified( $request['args']['headers']['kontor-proof'], 'kontor-request+jws', $pairing->key->public_jwk()['x'] );
			$asked[ basename( $request['url'] ) ] = $claims['act'] ?? null;
		}
		return $asked;
	}

	/** @dataProvider verbs */
	public function test_what_a_user_says_about_a_document_is_signed_with_who_said_it( string $verb ): void {
		$pairing           = $this->with_document();
		$_REQUEST['order'] = '5';
		self::allowed( $verb );
		$anna = array(
			'sub' => 'anna',
			'may' => 'orders',
		);
		// What became of it is the shop's own to ask.
		$this->assertSame(
			array(
				$verb     => $anna,
				'results' => null,
			),
			self::asked_for( $pairing )
		);
	}

	public function verbs(): array {
		return array_map( static fn ( string $verb ): array => array( $verb ), array_combine( array_keys( Verbs::STATES ), array_keys( Verbs::STATES ) ) );
	}

	public function test_what_nobody_who_is_logged_in_says_is_said_by_the_shop(): void {
		$pairing = $this->with_document();
		Verbs::say( 5, 'retry' );
		$this->assertNull( self::asked_for( $pairing )['retry'] );
	}
}

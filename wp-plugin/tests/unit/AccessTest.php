<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Lease;
use Kontor\Bridge\Pairing\Checklist;
use Kontor\Bridge\Pairing\Pair;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;
use Kontor\Bridge\Reading\Webhooks;
use Kontor\Bridge\Shop\Alarm;
use WC_Webhook;

/** What a paired shop gives the bridge besides its orders: a REST key, and WooCommerce's webhooks. */
final class AccessTest extends PluginTest {
	private const TOPICS   = array( 'order.created', 'order.updated' );
	private const DELIVERY = FakeBridge::URL . '/v1/shops/s1/webhooks/woocommerce';

	/** Lets the bridge accept every key, and ask for webhooks. */
	private function bridge_accepts( string $secret = 'a-secret', array $topics = self::TOPICS, string $delivery = self::DELIVERY ): void {
		$this->bridge->answers['POST /access'] = array();
		$this->bridge->answers(
			'POST /access',
			array(
				'reading'  => array( 'ok' => true ),
				'webhooks' => array(
					'deliveryUrl' => $delivery,
					'secret'      => $secret,
					'topics'      => $topics,
				),
			)
		);
	}

	/** Lets the bridge answer that it cannot read the shop. */
	private function bridge_cannot_read(): void {
		$this->bridge->answers['POST /access'] = array();
		$this->bridge->answers(
			'POST /access',
			array(
				'reading'  => array(
					'ok'     => false,
					'code'   => 'shop_read.wrong_key',
					'cause'  => 'The shop does not know the key.',
					'remedy' => 'Look.',
				),
				'webhooks' => null,
			)
		);
	}

	/** A shop that is paired with a bridge that accepts every request. */
	private function shop(): void {
		$this->paired();
		$this->bridge->answers( 'GET /results', array( 'cursor' => 'c1' ) );
		$this->bridge->answers( 'POST /unpair', array( 'revoked' => 'k' ) );
		$this->bridge_accepts();
	}

	/** The same shop after the bridge was given a key. */
	private function read_shop(): void {
		$this->shop();
		Pair::part( 'read', '' );
	}

	private static function keys(): array {
		return self::database()->get_results( 'SELECT * FROM wp_woocommerce_api_keys ORDER BY key_id' );
	}

	/** The statuses of all webhooks, by topic. */
	private static function statuses(): array {
		$statuses = array();
		foreach ( Site::$now->webhooks as $webhook ) {
			$statuses[] = $webhook->get_topic() . ' ' . $webhook->get_status();
		}
		return $statuses;
	}

	/** The states of the two steps. */
	private static function states(): array {
		$states = array_column( Checklist::last()->lines(), 'state', 'step' );
		return array( $states['read'], $states['webhooks'] );
	}

	private static function webhook( string $topic, string $url = self::DELIVERY ): WC_Webhook {
		$webhook = new WC_Webhook();
		$webhook->set_topic( $topic );
		$webhook->set_delivery_url( $url );
		$webhook->save();
		return $webhook;
	}

	private static function set_status( string $status ): void {
		foreach ( Site::$now->webhooks as $webhook ) {
			$webhook->set_status( $status );
		}
	}

	private static function asked_for_access(): int {
		return count( preg_grep( '#/access$#', array_column( Site::$now->requests, 'url' ) ) );
	}

	public function test_a_shop_that_is_paired_gives_the_bridge_a_key_that_may_only_read(): void {
		$bridge = new FakeBridge();
		$bridge->answers(
			'POST /pairings/p1/pair',
			array( 'shop' => 's1' )
		);
		$this->bridge = $bridge;
		$bridge->answers( 'GET /results', array( 'cursor' => 'c1' ) );
		$this->bridge_accepts();
		Site::$now->capabilities = array( 'manage_woocommerce' );
		$this->assertNull( Pair::with( $bridge->code() )->first_problem() );
		$body        = self::last_body();
		list( $key ) = self::keys();
		$this->assertSame( 'https://shop.example', $body['url'] );
		$this->assertMatchesRegularExpression( '/^ck_[0-9a-f]{40}$/', $body['consumerKey'] );
		$this->assertSame( wc_api_hash( $body['consumerKey'] ), $key['consumer_key'] );
		$this->assertSame( $body['consumerSecret'], $key['consumer_secret'] );
		$this->assertSame( array( '7', 'Kontor', 'read' ), array( $key['user_id'], $key['description'], $key['permissions'] ) );
		$this->assertSame( substr( $body['consumerKey'], -7 ), $key['truncated_key'] );
		$this->assertSame( array( 'done', 'done' ), self::states() );
		$this->assertStringNotContainsString( $body['consumerSecret'], serialize( Site::$now->options ) );
	}

	public function test_the_webhooks_that_the_bridge_names_are_active_and_have_its_secret(): void {
		$this->read_shop();
		$this->assertSame( array( 'order.created active', 'order.updated active' ), self::statuses() );
		$webhook = reset( Site::$now->webhooks );
		$this->assertSame(
			array( 'Kontor: order.created', self::DELIVERY, 'a-secret', 'wp_api_v3', 3 ),
			array( $webhook->get_name(), $webhook->get_delivery_url(), $webhook->get_secret(), $webhook->get_api_version(), $webhook->get_user_id() )
		);
		$this->assertSame( 1, Site::$now->pings, 'one ping tells, since all lead to the same address' );
	}

	public function test_a_new_key_takes_the_place_of_the_former_one_and_no_webhook_is_doubled(): void {
		self::webhook( 'product.updated', 'https://other.example' );
		self::webhook( 'order.updated' );
		self::webhook( 'order.updated' );
		$this->read_shop();
		$former = self::keys()[0]['key_id'];
		$this->bridge_accepts( 'another-secret' );
		Pair::part( 'read', '' );
		$this->assertCount( 1, self::keys() );
		$this->assertNotSame( $former, self::keys()[0]['key_id'] );
		$statuses = self::statuses();
		sort( $statuses );
		$this->assertSame( array( 'order.created active', 'order.updated active', 'product.updated disabled' ), $statuses );
		$this->assertSame( 'another-secret', end( Site::$now->webhooks )->get_secret() );
	}

	public function test_a_key_with_which_the_bridge_cannot_read_is_deleted_and_the_former_one_stays(): void {
		$this->read_shop();
		$former = self::keys();
		$this->bridge_cannot_read();
		$checklist = Pair::part( 'read', '' );
		$this->assertSame( 'shop_read.wrong_key', $checklist->problem_of( 'read' )->code );
		$this->assertNull( $checklist->first_problem(), 'the shop sends all the same' );
		$this->assertSame( $former, self::keys() );
		Site::$now->server = static fn () => new \WP_Error( 'http_request_failed', 'cURL error 28: timed out' );
		$this->assertSame( 'bridge.slow', Pair::part( 'read', '' )->problem_of( 'read' )->code );
		$this->assertSame( $former, self::keys() );
	}

	public function test_no_key_is_made_for_a_bridge_without_https(): void {
		$pairing = $this->paired();
		( new Pairing( 'http://kontor.example.com', $pairing->bridge_key, 's1', $pairing->site, 0, $pairing->key ) )->store();
		$this->assertSame( 'reading.no_https', Pair::part( 'read', '' )->problem_of( 'read' )->code );
		$this->assertSame( array(), self::keys() );
		$this->assertSame( array(), Site::$now->requests );
	}

	public function test_no_key_is_made_if_nobody_can_own_it(): void {
		$this->shop();
		Site::$now->managers = array();
		$this->assertSame( 'reading.no_owner', Pair::part( 'read', '' )->problem_of( 'read' )->code );
		$this->assertSame( array(), self::keys() );
	}

	public function test_two_processes_do_not_give_a_key_at_the_same_time(): void {
		$this->shop();
		$lease = Lease::take( 'access', 60 );
		$this->assertNull( Pair::part( 'read', '' )->problem_of( 'read' ) );
		$this->assertSame( 0, self::asked_for_access() );
		$lease->end();
		Pair::part( 'read', '' );
		$this->assertSame( 1, self::asked_for_access() );
	}

	public function test_a_full_database_is_a_note(): void {
		$this->shop();
		self::database()->broken = 'woocommerce_api_keys';
		$this->assertSame( 'shop.database', Pair::part( 'read', '' )->problem_of( 'read' )->code );
		$this->assertSame( 0, self::asked_for_access() );
	}

	/** @dataProvider rules */
	public function test_a_shop_with_rules_of_its_own_for_what_is_sent_gives_no_key_and_takes_a_former_one_back( string $filter ): void {
		$this->read_shop();
		add_filter( $filter, static fn ( $value ) => $value );
		( new Alarm() )->hourly();
		$this->assertSame( 'reading.own_rules', Checklist::last()->problem_of( 'read' )->code );
		$this->assertSame( array( 'note', 'note' ), self::states() );
		$this->assertSame( array(), self::keys() );
		$this->assertSame( array(), Site::$now->webhooks );
	}

	public function rules(): array {
		return array( array( 'kontor_should_send' ), array( 'kontor_order_body' ) );
	}

	public function test_webhooks_that_do_not_reach_the_bridge_are_a_note(): void {
		$this->shop();
		Site::$now->ping_fails = 'Error: A valid URL was not provided.';
		$problem               = Pair::part( 'read', '' )->problem_of( 'webhooks' );
		$this->assertSame( 'webhooks.not_reached', $problem->code );
		$this->assertStringContainsString( 'A valid URL was not provided.', $problem->cause );
		$this->assertStringContainsString( '80, 443 and 8080', $problem->remedy );
		$this->assertSame( array( 'done', 'note' ), self::states() );
	}

	public function test_webhooks_never_lead_to_another_server(): void {
		$this->shop();
		$this->bridge_accepts( 'a-secret', self::TOPICS, 'https://kontor.example.com.evil.example/x' );
		$this->assertSame( 'bridge.other_version', Pair::part( 'read', '' )->problem_of( 'webhooks' )->code );
		$this->assertSame( array(), Site::$now->webhooks );
	}

	public function test_checking_again_asks_nothing_of_the_bridge_while_all_is_well(): void {
		$this->read_shop();
		Pair::test();
		$this->assertSame( array( 'done', 'done' ), self::states() );
		$this->assertSame( 1, self::asked_for_access() );
	}

	/** @dataProvider damages */
	public function test_checking_again_mends_what_is_missing( callable $damage ): void {
		$this->read_shop();
		$damage();
		Pair::test();
		$this->assertSame( 2, self::asked_for_access() );
		$this->assertSame( array( 'done', 'done' ), self::states() );
		$this->assertCount( 1, self::keys() );
		$statuses = self::statuses();
		sort( $statuses );
		$this->assertSame( array( 'order.created active', 'order.updated active' ), $statuses );
	}

	public function damages(): array {
		return array(
			'the key was revoked'         => array( static fn () => self::database()->query( 'DELETE FROM wp_woocommerce_api_keys' ) ),
			'a webhook was deleted'       => array( static fn () => reset( Site::$now->webhooks )->delete( true ) ),
			'the webhooks were disabled'  => array( static fn () => self::set_status( 'disabled' ) ),
			'the webhooks were paused'    => array( static fn () => self::set_status( 'paused' ) ),
			'the bridge could not read'   => array( static fn () => Checklist::last()->with( array( 'read' => new Problem( 'shop_read.slow', '', '' ) ) )->stored() ),
			'an earlier plugin paired it' => array( static fn () => Checklist::of( array( 'paired' => null ) )->stored() ),
		);
	}

	public function test_checking_again_shows_what_was_found_before_while_the_bridge_is_away(): void {
		$this->read_shop();
		Site::$now->server     = static fn () => new \WP_Error( 'http_request_failed', 'cURL error 7: Failed to connect' );
		Site::$now->ping_fails = 'Error: cURL error 7';
		$this->assertSame( 'bridge.unreachable', Pair::test()->first_problem()->code );
		$this->assertSame( array( 'done', 'done' ), self::states() );
		$this->assertSame( 1, self::asked_for_access() );
	}

	public function test_a_disabled_webhook_becomes_active_within_the_hour_once_the_bridge_can_be_reached(): void {
		$this->read_shop();
		self::set_status( 'disabled' );
		Site::$now->ping_fails = 'Error: cURL error 7';
		( new Alarm() )->hourly();
		$this->assertSame( array( 'order.created disabled', 'order.updated disabled' ), self::statuses() );
		$this->assertSame( array( 'done', 'note' ), self::states() );
		Site::$now->ping_fails = '';
		( new Alarm() )->hourly();
		$this->assertSame( array( 'order.created active', 'order.updated active' ), self::statuses() );
		$this->assertSame( array( 'done', 'done' ), self::states() );
	}

	public function test_a_webhook_that_a_person_has_paused_stays_so(): void {
		$this->read_shop();
		self::set_status( 'paused' );
		( new Alarm() )->hourly();
		$this->assertSame( array( 'order.created paused', 'order.updated paused' ), self::statuses() );
	}

	public function test_what_a_person_has_deleted_comes_again_only_when_a_person_asks_for_it(): void {
		$this->read_shop();
		reset( Site::$now->webhooks )->delete( true );
		( new Alarm() )->hourly();
		$this->assertSame( 'webhooks.missing', Checklist::last()->problem_of( 'webhooks' )->code );
		self::database()->query( 'DELETE FROM wp_woocommerce_api_keys' );
		( new Alarm() )->hourly();
		( new Alarm() )->hourly();
		$this->assertSame( 'reading.key_missing', Checklist::last()->problem_of( 'read' )->code );
		$this->assertSame( 1, self::asked_for_access() );
		Pair::test();
		$this->assertSame( array( 'done', 'done' ), self::states() );
	}

	public function test_a_shop_that_an_earlier_plugin_paired_gives_a_key_within_the_hour(): void {
		$this->shop();
		Checklist::of( array( 'paired' => null ) )->stored();
		( new Alarm() )->hourly();
		$this->assertSame( array( 'done', 'done' ), self::states() );
		$this->assertCount( 1, self::keys() );
	}

	public function test_a_copy_delivers_nothing_to_the_bridge_and_gives_it_no_key(): void {
		$this->read_shop();
		( new Webhooks() )->register();
		$own     = reset( Site::$now->webhooks );
		$foreign = self::webhook( 'order.created', 'https://other.example' );
		$allowed = static fn ( WC_Webhook $webhook ) => apply_filters( 'woocommerce_webhook_should_deliver', true, $webhook, 5 );
		$this->assertTrue( $allowed( $own ) );
		update_option( 'home', 'https://staging.example' );
		$this->assertFalse( $allowed( $own ) );
		$this->assertTrue( $allowed( $foreign ) );
		( new Alarm() )->hourly();
		Pair::test();
		$this->assertSame( 1, self::asked_for_access() );
	}

	/** @dataProvider endings */
	public function test_key_and_webhooks_go_and_those_of_others_stay( callable $end ): void {
		$this->read_shop();
		self::webhook( 'order.created', 'https://other.example' );
		self::database()->query( "INSERT INTO wp_woocommerce_api_keys (description) VALUES ('Warehouse')" );
		$end();
		$this->assertSame( array( 'Warehouse' ), array_column( self::keys(), 'description' ) );
		$this->assertSame( array( 'order.created disabled' ), self::statuses() );
		$this->assertFalse( get_option( 'kontor_rest_keys' ) );
		$this->assertFalse( get_option( 'kontor_webhooks' ) );
	}

	public function endings(): array {
		$uninstall = static function (): void {
			defined( 'WP_UNINSTALL_PLUGIN' ) || define( 'WP_UNINSTALL_PLUGIN', 'kontor-bridge/kontor-bridge.php' );
			\Kontor\Bridge\Settings::change( array( 'keep' => false ) );
			Site::$now->server = static fn () => new \WP_Error( 'http_request_failed', 'cURL error 7: Failed to connect' );
			require dirname( KONTOR_BRIDGE_FILE ) . '/uninstall.php';
		};
		return array(
			'when the shop is unpaired'                   => array( static fn () => Pair::end() ),
			'when the site is a copy'                     => array( static fn () => Pair::is_copy() ),
			'when the plugin and its pairing are deleted' => array( $uninstall ),
		);
	}

	public function test_a_key_of_somebody_else_with_the_same_id_is_not_deleted(): void {
		$this->read_shop();
		self::database()->query( "UPDATE wp_woocommerce_api_keys SET truncated_key = 'another'" );
		Pair::is_copy();
		$this->assertCount( 1, self::keys() );
	}

	public function test_a_shop_whose_bridge_cannot_be_told_of_the_end_keeps_key_and_webhooks(): void {
		$this->read_shop();
		Site::$now->server = static fn () => new \WP_Error( 'http_request_failed', 'cURL error 7: Failed to connect' );
		Pair::end();
		$this->assertCount( 1, self::keys() );
		$this->assertCount( 2, Site::$now->webhooks );
	}

	public function test_a_site_that_has_moved_gives_a_key_for_its_new_address(): void {
		$this->read_shop();
		update_option( 'home', 'https://new.example' );
		Pair::has_moved();
		$this->assertSame( 'https://new.example', self::last_body()['url'] );
		$this->assertCount( 1, self::keys() );
	}

	public function test_the_webhooks_to_a_former_bridge_are_deleted(): void {
		$this->read_shop();
		$this->bridge->answers( 'POST /pairings/p1/pair', array( 'shop' => 's2' ) );
		$this->bridge_accepts( 'a-secret', self::TOPICS, FakeBridge::URL . '/v1/shops/s2/webhooks/woocommerce' );
		Pair::with( $this->bridge->code() );
		$this->assertSame( array( 'order.created active', 'order.updated active' ), self::statuses() );
		$this->assertStringContainsString( '/s2/', reset( Site::$now->webhooks )->get_delivery_url() );
		$this->assertCount( 1, self::keys() );
	}
}

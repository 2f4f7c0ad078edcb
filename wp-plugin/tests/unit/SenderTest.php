<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Lease;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Orders\Sender;
use WC_Order;
use WC_Order_Refund;

final class SenderTest extends PluginTest {
	protected function setUp(): void {
		parent::setUp();
		$this->paired();
		$this->bridge->answers(
			'GET /results',
			array(
				'results' => array(),
				'cursor'  => 'c1',
				'more'    => false,
			)
		);
	}

	private static function orders( int ...$ids ): void {
		foreach ( $ids as $id ) {
			Site::$now->orders[ $id ] = new WC_Order( $id );
			Outbox::touch( $id );
		}
	}

	private function outcomes( array ...$outcomes ): void {
		$this->bridge->answers(
			'POST /events',
			array(
				'correlationId' => 'x',
				'outcomes'      => $outcomes,
			)
		);
	}

	private static function accepted( int $id ): array {
		return array(
			'outcome'  => 'accepted',
			'id'       => (string) $id,
			'revision' => 1,
		);
	}

	private static function waits( int $id ): bool {
		return Outbox::of( $id )['waits'];
	}

	public function test_an_unpaired_shop_sends_nothing(): void {
		self::orders( 1 );
		delete_option( 'kontor_pairing' );
		$this->assertNull( Sender::run() );
		$this->assertSame( array(), Site::$now->requests );
	}

	public function test_orders_count_as_sent_once_the_bridge_has_confirmed_each(): void {
		self::orders( 1, 2, 3 );
		$this->outcomes(
			self::accepted( 1 ),
			array(
				'outcome' => 'duplicate',
				'id'      => '2',
			),
			array(
				'outcome' => 'stale',
				'id'      => '3',
			)
		);
		$this->assertNull( Sender::run() );
		foreach ( array( 1, 2, 3 ) as $id ) {
			$this->assertFalse( self::waits( $id ) );
		}
		$this->assertIsInt( get_option( 'kontor_first_event' ) );
	}

	public function test_an_event_carries_the_order_with_its_refunds_and_the_generation_that_was_read(): void {
		self::orders( 1 );
		Site::$now->orders[9] = new WC_Order_Refund( 9, 'completed', 1 );
		$this->outcomes( self::accepted( 1 ) );
		Sender::run();
		$event = json_decode( Site::$now->requests[0]['args']['body'], true )['events'][0];
		$this->assertSame( (int) self::outbox()[1]['generation'], $event['generation'] );
		$this->assertSame( 1, $event['order']['id'] );
		$this->assertSame( array( 9 ), array_column( $event['refunds'], 'id' ) );
	}

	public function test_an_order_that_is_gone_is_sent_as_a_tombstone(): void {
		self::orders( 4 );
		$this->outcomes( self::accepted( 4 ) );
		Sender::run();
		unset( Site::$now->orders[4] );
		Outbox::touch( 4 );
		Site::$now->requests = array();
		Sender::run();
		$event = json_decode( Site::$now->requests[0]['args']['body'], true )['events'][0];
		$this->assertSame( 4, $event['id'] );
		$this->assertTrue( $event['tombstone'] );
		$this->assertSame( '1', self::outbox()[4]['tombstone'] );
	}

	/** @dataProvider unusable */
	public function test_nothing_counts_as_sent_after_an_answer_without_a_known_outcome_for_each_order( array $answer ): void {
		self::orders( 1, 2 );
		$this->bridge->answers( 'POST /events', $answer );
		$this->assertSame( 'bridge.other_version', Sender::run()->code );
		foreach ( self::outbox() as $row ) {
			$this->assertSame( '0', $row['sent_generation'] );
			$this->assertSame( '1', $row['attempts'] );
			$this->assertGreaterThan( gmdate( 'Y-m-d H:i:s', time() + 20 ), $row['due_gmt'] );
		}
		$this->assertFalse( get_option( 'kontor_first_event' ) );
	}

	public function unusable(): array {
		$first = array(
			'outcome'  => 'accepted',
			'id'       => '1',
			'revision' => 1,
		);
		return array(
			'fewer outcomes than orders' => array( array( 'outcomes' => array( $first ) ) ),
			'more outcomes than orders'  => array( array( 'outcomes' => array( $first, $first, $first ) ) ),
			'an unknown outcome'         => array(
				array(
					'outcomes' => array(
						$first,
						array(
							'outcome' => 'postponed',
							'id'      => '2',
						),
					),
				),
			),
			'an outcome without a name'  => array( array( 'outcomes' => array( $first, array( 'id' => '2' ) ) ) ),
			'an outcome that is a text'  => array( array( 'outcomes' => array( $first, 'accepted' ) ) ),
			'outcomes of other orders'   => array(
				array(
					'outcomes' => array(
						$first,
						array(
							'outcome' => 'accepted',
							'id'      => '7',
						),
					),
				),
			),
			'a refusal without a reason' => array(
				array(
					'outcomes' => array(
						$first,
						array(
							'outcome' => 'refused',
							'id'      => '2',
						),
					),
				),
			),
			'no outcomes'                => array( array( 'status' => 'ok' ) ),
		);
	}

	public function test_a_refused_order_no_longer_waits_and_says_why(): void {
		self::orders( 1, 2 );
		$this->outcomes(
			self::accepted( 1 ),
			array(
				'outcome' => 'refused',
				'id'      => null,
				'code'    => 'order.unreadable',
				'cause'   => 'No currency.',
				'remedy'  => 'Mend it.',
			)
		);
		$this->assertNull( Sender::run() );
		$this->assertFalse( self::waits( 2 ) );
		$this->assertSame( 'order.unreadable', Outbox::of( 2 )['problem']->code );
		$this->assertNull( Outbox::of( 1 )['problem'] );
	}

	public function test_a_change_during_sending_is_sent_afterwards(): void {
		self::orders( 1 );
		$this->outcomes( self::accepted( 1 ) );
		$server            = Site::$now->server;
		Site::$now->server = static function ( string $url, array $args ) use ( $server ) {
			if ( str_ends_with( $url, '/events' ) && count( Site::$now->requests ) === 1 ) {
				Outbox::touch( 1 );
			}
			return $server( $url, $args );
		};
		Sender::run();
		$this->assertSame( 2, count( array_filter( Site::$now->requests, static fn ( $request ) => str_ends_with( $request['url'], '/events' ) ) ), 'the change is sent in the same run' );
		$this->assertFalse( self::waits( 1 ) );
	}

	public function test_after_a_failure_orders_wait_longer_each_time_and_as_long_as_the_bridge_asks(): void {
		self::orders( 1 );
		$this->bridge->answers['POST /events'] = array( Site::answer( 503, '<html>', array( 'retry-after' => '900' ) ) );
		$earliest                              = gmdate( 'Y-m-d H:i:s', time() + 900 );
		Sender::run();
		$this->assertGreaterThanOrEqual( $earliest, self::outbox()[1]['due_gmt'] );
		$this->assertNull( Sender::run(), 'nothing is due' );
		Outbox::hurry();
		$this->bridge->answers['POST /events'] = array( Site::answer( 503, '<html>' ) );
		Sender::run();
		$this->assertSame( '2', self::outbox()[1]['attempts'] );
		$this->assertSame( 'bridge.not_json', Outbox::waiting()['problem']->code );
	}

	public function test_an_order_whose_body_cannot_be_made_does_not_hold_up_others(): void {
		self::orders( 1, 2 );
		Site::$now->orders[1] = new WC_Order( 1, 'broken' );
		$this->outcomes( self::accepted( 2 ) );
		$this->assertNull( Sender::run() );
		$this->assertTrue( self::waits( 1 ) );
		$this->assertFalse( self::waits( 2 ) );
		$this->assertSame( 'order.no_body', Outbox::of( 1 )['problem']->code );
	}

	public function test_an_order_that_the_shop_does_not_want_to_send_is_not_sent(): void {
		self::orders( 1 );
		add_filter( 'kontor_should_send', static fn ( bool $send, WC_Order $order ): bool => 1 !== $order->get_id(), 10, 2 );
		$this->assertNull( Sender::run() );
		$this->assertFalse( self::waits( 1 ) );
		$this->assertStringEndsWith( '/results', Site::$now->requests[0]['url'] );
	}

	public function test_a_batch_has_at_most_a_hundred_orders_and_three_megabytes(): void {
		self::orders( ...range( 1, 120 ) );
		add_filter( 'kontor_order_body', static fn ( array $body, WC_Order $order ): array => $body + ( $order->get_id() <= 3 ? array( 'note' => str_repeat( 'x', 1800000 ) ) : array() ), 10, 2 );
		$server            = Site::$now->server;
		$sizes             = array();
		Site::$now->server = static function ( string $url, array $args ) use ( $server, &$sizes ) {
			if ( ! str_ends_with( $url, '/events' ) ) {
				return $server( $url, $args );
			}
			$events  = json_decode( $args['body'], true )['events'];
			$sizes[] = count( $events );
			return Site::answer( 200, (string) json_encode( array( 'outcomes' => array_map( static fn ( array $event ): array => self::accepted( $event['order']['id'] ), $events ) ) ) );
		};
		$this->assertNull( Sender::run() );
		$this->assertSame( array( 1, 1, 98, 20 ), $sizes );
		$this->assertSame( 0, Outbox::waiting()['count'] );
	}

	public function test_an_unreadable_order_is_not_reported_as_gone(): void {
		self::orders( 1 );
		unset( Site::$now->orders[1] );
		$GLOBALS['wpdb']->query( "INSERT INTO wp_wc_orders (id, type) VALUES (1, 'shop_order')" );
		$this->assertNull( Sender::run() );
		$this->assertTrue( self::waits( 1 ) );
		$this->assertSame( 'order.no_body', Outbox::of( 1 )['problem']->code );
	}

	public function test_an_order_that_the_bridge_never_had_is_not_reported_as_gone(): void {
		Outbox::touch( 4 );
		$this->assertNull( Sender::run() );
		$this->assertFalse( self::waits( 4 ) );
		$this->assertStringEndsWith( '/results', Site::$now->requests[0]['url'] );
	}

	public function test_a_change_after_a_restored_backup_is_newer_than_what_was_sent_before_it(): void {
		self::orders( 1 );
		$this->outcomes( self::accepted( 1 ) );
		Sender::run();
		$sent = (int) self::outbox()[1]['sent_generation'];
		// A restore brings back the row in a state of long before.
		$GLOBALS['wpdb']->query( 'UPDATE wp_kontor_outbox SET generation = 5, sent_generation = 5' );
		usleep( 2000 );
		Outbox::touch( 1 );
		$this->assertGreaterThan( $sent, (int) self::outbox()[1]['generation'] );
	}

	public function test_no_order_is_reported_as_gone_while_the_database_does_not_answer(): void {
		self::orders( 1 );
		unset( Site::$now->orders[1] );
		$GLOBALS['wpdb']->broken = 'wc_orders';
		Sender::run();
		$this->assertTrue( self::waits( 1 ) );
	}

	/**
	 * Puts a firewall in front of a bridge that accepts every order.
	 *
	 * @param callable $refuses  Whether the firewall refuses a request with orders of these ids.
	 * @param int      $requests Counts the requests.
	 */
	private static function behind_firewall( callable $refuses, int &$requests ): void {
		$server            = Site::$now->server;
		Site::$now->server = static function ( string $url, array $args ) use ( $server, $refuses, &$requests ) {
			if ( ! str_ends_with( $url, '/events' ) ) {
				return $server( $url, $args );
			}
			++$requests;
			$ids = array_map( static fn ( array $event ): int => $event['order']['id'], json_decode( $args['body'], true )['events'] );
			return $refuses( $ids )
				? Site::answer( 403, '<title>Blocked</title>' )
				: Site::answer( 200, (string) json_encode( array( 'outcomes' => array_map( array( self::class, 'accepted' ), $ids ) ) ) );
		};
	}

	public function test_an_order_that_a_firewall_refuses_does_not_hold_up_others(): void {
		self::orders( ...range( 1, 100 ) );
		$requests = 0;
		self::behind_firewall( static fn ( array $ids ): bool => in_array( 37, $ids, true ), $requests );
		$this->assertNull( Sender::run() );
		$this->assertSame( 1, Outbox::waiting()['count'] );
		$this->assertSame( 'bridge.not_json', Outbox::of( 37 )['problem']->code );
		$this->assertLessThan( 20, $requests );
	}

	public function test_a_firewall_that_refuses_all_is_not_asked_for_each_order(): void {
		self::orders( ...range( 1, 100 ) );
		$requests = 0;
		self::behind_firewall( static fn (): bool => true, $requests );
		$this->assertSame( 'bridge.not_json', Sender::run()->code );
		$this->assertSame( 100, Outbox::waiting()['count'] );
		$this->assertLessThan( 25, $requests );
	}

	public function test_two_processes_do_not_send_at_once(): void {
		self::orders( 1 );
		$lease = Lease::take( 'sender', 60 );
		$this->assertNull( Lease::take( 'sender', 60 ) );
		$this->assertNull( Sender::run() );
		$this->assertSame( array(), Site::$now->requests );
		$lease->end();
		$this->outcomes( self::accepted( 1 ) );
		Sender::run();
		$this->assertFalse( self::waits( 1 ) );
	}

	public function test_an_order_without_an_id_is_never_noted(): void {
		Outbox::touch( 0 );
		Outbox::touch( -4 );
		$this->assertSame( array(), self::outbox() );
	}

	public function test_each_change_raises_the_generation_starting_at_the_present_time(): void {
		Outbox::touch( 1 );
		$first = (int) self::outbox()[1]['generation'];
		$this->assertGreaterThan( ( time() - 5 ) * 1000, $first );
		Outbox::touch( 1 );
		$this->assertGreaterThan( $first, (int) self::outbox()[1]['generation'] );
	}
}

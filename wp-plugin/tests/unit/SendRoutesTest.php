<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Lease;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Screens\SendRoutes;
use WC_Order;
use WP_REST_Request;

final class SendRoutesTest extends PluginTest {
	/** What came of each order, by its id. */
	private static function send( int ...$ids ): array {
		$request = new WP_REST_Request( 'POST', '/kontor/v1/send' );
		$request->set_param( 'ids', $ids );
		$told = array();
		foreach ( ( new SendRoutes() )->send( $request )['orders'] as $order ) {
			$told[ $order['id'] ] = array( $order['outcome'], $order['problem']['code'] ?? null );
		}
		return $told;
	}

	private static function order( int $id, string $status = 'completed' ): void {
		// Long before the shop was paired.
		Site::$now->orders[ $id ] = new WC_Order( $id, $status, 0, 1000 );
	}

	/** The bridge takes in whatever the outcomes say. */
	private function takes( array ...$outcomes ): void {
		$this->bridge->answers( 'POST /events', array( 'outcomes' => $outcomes ) );
		$this->bridge->answers(
			'GET /results',
			array(
				'results' => array(),
				'cursor'  => 'c',
				'more'    => false,
			)
		);
	}

	public function test_each_order_tells_what_came_of_it(): void {
		$this->paired();
		self::order( 1 );
		self::order( 2 );
		self::order( 3, 'checkout-draft' );
		$this->takes(
			array(
				'outcome' => 'accepted',
				'id'      => '1',
			),
			array(
				'outcome' => 'refused',
				'id'      => '2',
				'code'    => 'order.unreadable',
				'cause'   => 'No currency.',
				'remedy'  => 'Mend it.',
			)
		);
		$this->assertSame(
			array(
				1  => array( 'sent', null ),
				2  => array( 'refused', 'order.unreadable' ),
				3  => array( 'refused', 'order.not_here' ),
				77 => array( 'refused', 'order.not_here' ),
			),
			self::send( 1, 2, 3, 77 )
		);
	}

	public function test_while_the_bridge_is_away_an_order_waits_and_says_why(): void {
		$this->paired();
		self::order( 1 );
		$this->bridge->answers['POST /events'] = array( Site::answer( 503, '<html>' ) );
		$this->assertSame( array( 1 => array( 'waits', 'bridge.not_json' ) ), self::send( 1, 1 ) );
	}

	public function test_while_another_process_sends_an_order_waits(): void {
		$this->paired();
		self::order( 1 );
		$lease = Lease::take( 'sender', 60 );
		$this->assertSame( array( 1 => array( 'waits', null ) ), self::send( 1 ) );
		$lease->end();
	}

	public function test_a_shop_that_is_not_paired_notes_nothing(): void {
		self::order( 1 );
		$this->assertSame( 'refused', self::send( 1 )[1][0] );
		$this->assertNull( Outbox::of( 1 ) );
	}

	public function test_nobody_is_asked_where_no_order_can_be_sent(): void {
		$this->paired();
		self::send( 77 );
		$this->assertSame( array(), Site::$now->requests );
	}
}

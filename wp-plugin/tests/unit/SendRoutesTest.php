<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Lease;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Screens\SendRoutes;
use WC_Order;
use WP_REST_Request;

final class SendRoutesTest extends PluginTest {
	/** The outcome and the problem's code of each order, by its id. */
	private static function send( int ...$ids ): array {
		$request = new WP_REST_Request( 'POST', '/kontor/v1/send' );
		$request->set_param( 'ids', $ids );
		$outcomes = array();
		foreach ( ( new SendRoutes() )->send( $request )['orders'] as $order ) {
			$outcomes[ $order['id'] ] = array(
				'outcome' => $order['outcome'],
				'code'    => $order['problem']['code'] ?? null,
			);
		}
		return $outcomes;
	}

	private static function order( int $id, string $status = 'completed' ): void {
		// Long before the shop was paired.
		Site::$now->orders[ $id ] = new WC_Order( $id, $status, 0, 1000 );
	}

	/** Lets the bridge answer with these outcomes. */
	private function bridge_answers( array ...$outcomes ): void {
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

	public function test_each_order_has_its_own_outcome(): void {
		$this->paired();
		self::order( 1 );
		self::order( 2 );
		self::order( 3, 'checkout-draft' );
		$this->bridge_answers(
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
		$sent = self::send( 1, 2, 3, 77 );
		$this->assertSame(
			array(
				1  => 'sent',
				2  => 'refused',
				3  => 'refused',
				77 => 'refused',
			),
			array_map( static fn ( array $order ): string => $order['outcome'], $sent )
		);
		$this->assertNull( $sent[1]['code'] );
		$this->assertSame( 'order.unreadable', $sent[2]['code'] );
		$this->assertSame( 'order.not_here', $sent[3]['code'] );
		$this->assertSame( 'order.not_here', $sent[77]['code'] );
	}

	public function test_while_the_bridge_is_away_an_order_waits_and_says_why(): void {
		$this->paired();
		self::order( 1 );
		$this->bridge->answers['POST /events'] = array( Site::answer( 503, '<html>' ) );
		$sent                                  = self::send( 1, 1 );
		$this->assertSame( array( 1 ), array_keys( $sent ), 'each order once' );
		$this->assertSame( 'waits', $sent[1]['outcome'] );
		$this->assertSame( 'bridge.not_json', $sent[1]['code'] );
	}

	public function test_while_another_process_sends_an_order_waits(): void {
		$this->paired();
		self::order( 1 );
		$lease = Lease::take( 'sender', 60 );
		$sent  = self::send( 1 );
		$this->assertSame( 'waits', $sent[1]['outcome'] );
		$this->assertNull( $sent[1]['code'] );
		$lease->end();
	}

	public function test_a_shop_that_is_not_paired_notes_nothing(): void {
		self::order( 1 );
		$this->assertSame( 'refused', self::send( 1 )[1]['outcome'] );
		$this->assertNull( Outbox::of( 1 ) );
	}

	public function test_no_request_is_made_if_no_order_can_be_sent(): void {
		$this->paired();
		self::send( 77 );
		$this->assertSame( array(), Site::$now->requests );
	}
}

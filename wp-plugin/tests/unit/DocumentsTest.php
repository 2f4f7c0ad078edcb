<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Office\Documents;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;
use WC_Order;

final class DocumentsTest extends PluginTest {
	private Pairing $pairing;

	protected function setUp(): void {
		parent::setUp();
		$this->pairing        = $this->paired();
		Site::$now->orders[5] = new WC_Order( 5 );
	}

	private static function result( array $changed = array() ): array {
		return array_merge(
			array(
				'transfer'    => 31,
				'orderId'     => '5',
				'orderNumber' => '1005',
				'connection'  => 'c1',
				'system'      => 'poweroffice',
				'kind'        => 'order',
				'reference'   => '',
				'state'       => 'done',
				'reason'      => 'sent',
				'cause'       => null,
				'remedy'      => null,
				'document'    => array(
					'id'     => 'd1',
					'number' => '10042',
				),
				'office'      => array( 'invoiceNumber' => '77' ),
				'changedAt'   => '2026-03-01T12:00:00.000Z',
			),
			$changed
		);
	}

	private function page( array $results, string $cursor = 'c1', array $more = array() ): void {
		$this->bridge->answers(
			'GET /results',
			$more + array(
				'results' => $results,
				'cursor'  => $cursor,
				'more'    => false,
			)
		);
	}

	private function pull(): ?Problem {
		return Documents::pull( $this->pairing, time() + 10 );
	}

	public function test_a_result_is_stored_with_its_history_and_noted_on_the_order(): void {
		$this->page( array( self::result() ) );
		$this->assertNull( $this->pull() );
		$document = Documents::of( 5 )[0];
		$this->assertSame( '31', $document['transfer'] );
		$this->assertSame( 'done', $document['state'] );
		$this->assertSame( '10042', $document['document_number'] );
		$this->assertSame( '2026-03-01 12:00:00', $document['changed_gmt'] );
		$this->assertCount( 1, Documents::history( 5 ) );
		$this->assertSame( array( 'Kontor: Order is in PowerOffice Go as 10042.' ), Site::$now->orders[5]->notes );
		$this->assertSame( 'c1', get_option( 'kontor_cursor' ) );
	}

	public function test_a_result_that_comes_twice_adds_neither_history_nor_note(): void {
		$this->page( array( self::result(), self::result() ) );
		$this->pull();
		$this->pull();
		$this->assertCount( 1, Documents::history( 5 ) );
		$this->assertCount( 1, Site::$now->orders[5]->notes );
	}

	public function test_a_later_action_of_the_office_changes_the_document_and_adds_no_history(): void {
		$this->page( array( self::result() ) );
		$this->page( array( self::result( array( 'office' => array( 'paidAt' => '2026-03-04' ) ) ) ), 'c2' );
		$this->pull();
		$this->pull();
		$this->assertSame( '{"paidAt":"2026-03-04"}', Documents::of( 5 )[0]['office'] );
		$this->assertCount( 1, Documents::history( 5 ) );
	}

	public function test_a_blocked_document_says_why_and_causes_another_mail_once_it_changes(): void {
		$blocked = array(
			'state'    => 'blocked',
			'reason'   => 'customer.unknown',
			'cause'    => 'No <such> customer.',
			'remedy'   => 'Add it.',
			'document' => null,
		);
		$this->page( array( self::result( $blocked ) ) );
		$this->pull();
		$this->assertStringContainsString( 'No &lt;such&gt; customer. Add it.', Site::$now->orders[5]->notes[0] );
		$unfinished = Documents::unfinished_before( time() );
		Documents::mailed( $unfinished[0] );
		$this->assertSame( array(), Documents::unfinished_before( time() ) );
		$this->bridge->answers['GET /results'] = array();
		$this->page( array( self::result( array( 'reason' => 'article.unknown' ) + $blocked ) ) );
		$this->pull();
		$this->assertCount( 1, Documents::unfinished_before( time() ) );
	}

	public function test_blocked_documents_are_listed_before_waiting_ones_and_finished_ones_are_not_listed(): void {
		$this->page(
			array(
				self::result(
					array(
						'orderId'   => '5',
						'state'     => 'waiting',
						'reason'    => 'held.budget',
						'document'  => null,
						'changedAt' => '2026-03-01T10:00:00Z',
					)
				),
				self::result(
					array(
						'orderId'  => '6',
						'state'    => 'blocked',
						'document' => null,
					)
				),
				self::result( array( 'orderId' => '7' ) ),
			)
		);
		$this->pull();
		$this->assertSame( array( '6', '5' ), array_column( Documents::unfinished_before( time() ), 'order_id' ) );
		$this->assertTrue( Documents::are_there() );
	}

	/** @dataProvider unknown */
	public function test_a_result_in_an_unknown_form_is_not_stored_and_the_cursor_stays( array $changed ): void {
		update_option( 'kontor_cursor', 'c0' );
		$this->page( array( self::result(), self::result( $changed ) ) );
		$this->assertSame( 'bridge.other_version', $this->pull()->code );
		$this->assertSame( 'c0', get_option( 'kontor_cursor' ) );
		$this->assertSame( array(), Documents::of( 5 ) );
	}

	public function unknown(): array {
		return array(
			'a state'                 => array( array( 'state' => 'postponed' ) ),
			'no state'                => array( array( 'state' => null ) ),
			'an order id as a number' => array( array( 'orderId' => 5 ) ),
			'no reference'            => array( array( 'reference' => null ) ),
			'no time'                 => array( array( 'changedAt' => null ) ),
		);
	}

	/** @dataProvider no_pages */
	public function test_an_answer_that_is_not_a_page_of_results_leaves_the_cursor_where_it_is( array $answer ): void {
		update_option( 'kontor_cursor', 'c0' );
		$this->bridge->answers( 'GET /results', $answer );
		$this->assertSame( 'bridge.other_version', $this->pull()->code );
		$this->assertSame( 'c0', get_option( 'kontor_cursor' ) );
	}

	public function no_pages(): array {
		return array(
			'something else' => array( array( 'status' => 'ok' ) ),
			'no cursor'      => array( array( 'results' => array() ) ),
			'no results'     => array( array( 'cursor' => 'c1' ) ),
			'texts'          => array(
				array(
					'results' => array( 'done' ),
					'cursor'  => 'c1',
				),
			),
		);
	}

	public function test_the_cursor_stays_while_the_shops_database_stores_nothing(): void {
		$this->page( array( self::result() ) );
		self::database()->broken = 'kontor_documents';
		$this->assertSame( 'shop.database', $this->pull()->code );
		$this->assertFalse( get_option( 'kontor_cursor' ) );
		self::database()->broken = '';
		$this->assertNull( $this->pull() );
		$this->assertCount( 1, Documents::history( 5 ) );
	}

	public function test_pages_follow_each_other_by_the_cursor(): void {
		update_option( 'kontor_cursor', 'a/b' );
		$this->page( array( self::result() ), 'c1', array( 'more' => true ) );
		$this->page(
			array(
				self::result(
					array(
						'kind'      => 'refund',
						'reference' => '9',
						'transfer'  => 32,
					)
				),
			),
			'c2'
		);
		$this->pull();
		$this->assertSame( array( 'after=a%2Fb', 'after=c1' ), array_map( static fn ( $request ) => parse_url( $request['url'], PHP_URL_QUERY ), Site::$now->requests ) );
		$this->assertSame( array( 'order', 'refund' ), array_column( Documents::of( 5 ), 'kind' ) );
	}

	public function test_after_a_restore_of_the_bridges_database_newer_orders_are_sent_again_once(): void {
		foreach ( array(
			1 => 7200 * 2,
			2 => 60,
		) as $id => $ago ) {
			Outbox::touch( $id );
			Outbox::sent( $id, (int) self::outbox()[ $id ]['generation'], time() - $ago, false );
		}
		$restored = array(
			'restored' => array(
				'at'    => gmdate( 'c' ),
				'since' => gmdate( 'c', time() - 600 ),
			),
		);
		$this->page( array(), 'c1', $restored );
		$this->pull();
		$this->assertFalse( Outbox::of( 1 )['waits'], 'sent long before the backup' );
		$this->assertTrue( Outbox::of( 2 )['waits'], 'sent after the backup' );
		$generation = self::outbox()[2]['generation'];
		Outbox::sent( 2, (int) $generation, time(), false );
		$this->pull();
		$this->assertSame( $generation, self::outbox()[2]['generation'] );
	}
}

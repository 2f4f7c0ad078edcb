<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Lease;
use Kontor\Bridge\Orders\BackFill;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Screens\BackFillRoutes;
use Kontor\Bridge\Shop\Alarm;
use WC_Order;

final class BackFillTest extends PluginTest {
	protected function setUp(): void {
		parent::setUp();
		$this->paired();
	}

	/** Places orders on 3 March 2024, one each second, starting at a time in the shop's time zone. */
	private static function orders( array $ids, string $from = '10:00:00', string $status = 'completed', int $apart = 1 ): void {
		$at = ( new \DateTimeImmutable( "2024-03-03 $from", wp_timezone() ) )->getTimestamp();
		foreach ( $ids as $place => $id ) {
			Site::$now->orders[ $id ] = new WC_Order( $id, $status, 0, $at + $place * $apart, $at + $place * $apart );
		}
	}

	private static function begin( string $from = '2024-03-01', string $until = '2024-03-31' ): void {
		BackFill::begin( $from, $until, array( 'completed' ) );
	}

	/** Marks all due orders as sent, as if the bridge had accepted them. */
	private static function send_all(): void {
		foreach ( Outbox::due( 1000 ) as $row ) {
			Outbox::sent( $row['order_id'], $row['generation'], time(), false );
		}
	}

	/** Runs the job until it is over. */
	private static function run_to_the_end(): void {
		$runs = 0;
		while ( 'running' === BackFill::told()['state'] && $runs < 50 ) {
			BackFill::run( 30 );
			self::send_all();
			++$runs;
		}
	}

	public function test_counting_a_range_tells_statuses_and_what_the_bridge_has_and_notes_nothing(): void {
		self::orders( array( 1, 2, 3 ) );
		self::orders( array( 4 ), '11:00:00', 'refunded' );
		self::orders( array( 5 ), '12:00:00', 'failed' );
		Outbox::touch( 2 );
		self::send_all();
		Outbox::touch( 3 );
		$look = BackFill::look( '2024-03-03', '2024-03-03', array( 'completed', 'refunded' ) );
		$this->assertSame(
			array(
				'total'    => 4,
				'there'    => 1,
				'isWhole'  => true,
				'statuses' => array(
					array(
						'status' => 'completed',
						'count'  => 3,
					),
					array(
						'status' => 'refunded',
						'count'  => 1,
					),
				),
			),
			$look
		);
		$this->assertSame( array( 2, 3 ), array_keys( self::outbox() ) );
	}

	public function test_counting_that_takes_too_long_says_so(): void {
		self::orders( array( 1 ) );
		$this->assertFalse( BackFill::look( '2024-03-03', '2024-03-03', array( 'completed' ), 0 )['isWhole'] );
	}

	public function test_days_begin_and_end_in_the_shops_time_zone(): void {
		self::orders( array( 1 ), '00:00:00' );
		self::orders( array( 2 ), '23:59:59' );
		Site::$now->orders[3] = new WC_Order( 3, 'completed', 0, ( new \DateTimeImmutable( '2024-03-04 00:00:00', wp_timezone() ) )->getTimestamp() );
		Site::$now->orders[4] = new WC_Order( 4, 'completed', 0, ( new \DateTimeImmutable( '2024-03-02 23:59:59', wp_timezone() ) )->getTimestamp() );
		self::begin( '2024-03-03', '2024-03-03' );
		self::run_to_the_end();
		$this->assertSame( array( 1, 2 ), array_keys( self::outbox() ) );
	}

	public function test_orders_are_noted_oldest_first_and_each_once(): void {
		// Ids fall as the date rises, and a hundred orders have the same second.
		self::orders( range( 130, 101 ) );
		self::orders( range( 1, 100 ), '12:00:00', 'completed', 0 );
		$noted = array();
		add_action(
			'kontor_noted',
			static function ( int $id ) use ( &$noted ): void {
				$noted[] = $id;
			}
		);
		self::begin();
		self::run_to_the_end();
		$this->assertSame( array( ...range( 130, 101 ), ...range( 1, 100 ) ), $noted );
		$job = BackFill::told();
		$this->assertSame( 'done', $job['state'] );
		$this->assertSame( 130, $job['total'] );
		$this->assertSame( 130, $job['passed'] );
		$this->assertSame( 130, $job['noted'] );
	}

	public function test_a_deleted_order_does_not_make_the_job_skip_another(): void {
		self::orders( range( 1, 120 ) );
		self::begin();
		BackFill::run( 0 );
		$this->assertCount( 50, self::outbox() );
		foreach ( range( 1, 10 ) as $id ) {
			unset( Site::$now->orders[ $id ] );
		}
		self::run_to_the_end();
		$this->assertSame( range( 1, 120 ), array_keys( self::outbox() ) );
	}

	public function test_only_orders_whose_content_the_bridge_lacks_are_noted(): void {
		self::orders( array( 1, 2 ) );
		foreach ( array( 1, 2 ) as $id ) {
			Outbox::touch( $id );
		}
		self::send_all();
		$generation           = self::outbox()[1]['generation'];
		Site::$now->orders[2] = new WC_Order( 2, 'completed', 0, time() + 60, Site::$now->orders[2]->get_date_created()->getTimestamp() );
		self::begin();
		BackFill::run( 30 );
		$this->assertSame( $generation, self::outbox()[1]['generation'] );
		$this->assertTrue( Outbox::of( 2 )['waits'] );
		$this->assertSame( 1, BackFill::told()['noted'] );
	}

	public function test_it_pauses_resumes_and_runs_in_the_background_without_a_page(): void {
		self::orders( range( 1, 60 ) );
		self::begin();
		BackFill::pause( true );
		$this->assertSame( 'paused', BackFill::told()['state'] );
		( new Alarm() )->send();
		$this->assertSame( array(), self::outbox() );
		BackFill::pause( false );
		( new Alarm() )->send();
		$this->assertCount( 60, self::outbox() );
		$this->assertSame( 'done', BackFill::told()['state'] );
	}

	public function test_no_more_is_noted_while_much_waits_to_be_sent(): void {
		self::orders( range( 1, 400 ) );
		self::begin();
		for ( $runs = 0; $runs < 5; ++$runs ) {
			BackFill::run( 30 );
		}
		$this->assertCount( 200, self::outbox() );
		self::send_all();
		BackFill::run( 30 );
		$this->assertCount( 400, self::outbox() );
	}

	public function test_two_processes_take_no_step_at_once(): void {
		self::orders( array( 1 ) );
		self::begin();
		$lease = Lease::take( 'back_fill', 60 );
		BackFill::run( 30 );
		$this->assertSame( array(), self::outbox() );
		$lease->end();
		BackFill::run( 30 );
		$this->assertCount( 1, self::outbox() );
	}

	public function test_a_running_job_is_not_started_again_but_a_finished_one_is(): void {
		self::orders( array( 1 ) );
		self::begin();
		self::begin( '2020-01-01', '2020-01-31' );
		$this->assertSame( '2024-03-01', BackFill::told()['from'] );
		self::run_to_the_end();
		self::begin( '2020-01-01', '2020-01-31' );
		$job = BackFill::told();
		$this->assertSame( '2020-01-01', $job['from'] );
		$this->assertSame( 0, $job['passed'] );
		$this->assertSame( 'running', $job['state'] );
	}

	public function test_it_counts_what_became_of_its_own_orders_only(): void {
		self::orders( range( 1, 6 ) );
		self::begin();
		self::run_to_the_end();
		$documents = array(
			array( 1, 'c1', 'done' ),
			array( 2, 'c1', 'done' ),
			array( 2, 'c2', 'blocked' ),
			array( 3, 'c1', 'closed' ),
			array( 4, 'c1', 'in_doubt' ),
			array( 99, 'c1', 'done' ),
		);
		foreach ( $documents as list( $order, $connection, $state ) ) {
			$GLOBALS['wpdb']->query( "INSERT INTO wp_kontor_documents (order_id, connection, kind, reference, system_key, state, reason, changed_gmt) VALUES ($order, '$connection', 'order', '', 'poweroffice', '$state', 'any', '2024-03-03 00:00:00')" );
		}
		$GLOBALS['wpdb']->query( "UPDATE wp_kontor_outbox SET last_error = '{\"code\":\"order.unreadable\"}' WHERE order_id = 5" );
		$this->assertSame(
			array(
				'done'    => 1,
				'waiting' => 2,
				'blocked' => 2,
				'closed'  => 1,
			),
			BackFill::told()['became']
		);
	}

	public function test_a_dismissed_job_is_gone_but_its_noted_orders_are_still_sent(): void {
		self::orders( array( 1 ) );
		self::begin();
		BackFill::run( 30 );
		BackFill::dismiss();
		$this->assertNull( BackFill::told() );
		$this->assertTrue( Outbox::of( 1 )['waits'] );
	}

	public function test_a_step_from_the_screen_notes_and_sends_and_returns_the_progress(): void {
		self::orders( array( 7 ) );
		$this->bridge->answers(
			'POST /events',
			array(
				'outcomes' => array(
					array(
						'outcome' => 'accepted',
						'id'      => '7',
					),
				),
			)
		);
		$this->bridge->answers(
			'GET /results',
			array(
				'results' => array(),
				'cursor'  => 'c',
				'more'    => false,
			)
		);
		self::begin();
		$job = ( new BackFillRoutes() )->step()['job'];
		$this->assertSame( 'done', $job['state'] );
		$this->assertSame( 1, $job['passed'] );
		$this->assertSame( 1, $job['noted'] );
		$this->assertNull( $job['problem'] );
		$this->assertFalse( Outbox::of( 7 )['waits'] );
	}

	public function test_a_step_returns_the_problem_if_the_bridge_is_away(): void {
		self::orders( array( 7 ) );
		self::begin();
		$this->bridge->answers['POST /events'] = array( Site::answer( 503, '<html>' ) );
		$this->assertSame( 'bridge.not_json', ( new BackFillRoutes() )->step()['job']['problem']['code'] );
	}
}

<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Admin\ConnectPage;
use Kontor\Bridge\Pairing\Checklist;
use Kontor\Bridge\Problem;

final class ChecklistTest extends PluginTest {
	private static function states( Checklist $checklist ): array {
		return array_column( $checklist->lines(), 'state', 'step' );
	}

	public function test_before_anything_was_checked_there_is_no_checklist(): void {
		$this->assertNull( Checklist::last() );
	}

	public function test_every_step_has_a_line_in_order_and_steps_that_were_not_checked_are_open(): void {
		$problem   = new Problem( 'clock.skewed', 'Why.', 'What to do.' );
		$checklist = Checklist::of(
			array(
				'code'      => null,
				'reachable' => null,
				'clocks'    => $problem,
			)
		);
		$this->assertSame( Checklist::STEPS, array_keys( self::states( $checklist ) ) );
		$this->assertSame( array( 'done', 'done', 'open', 'wrong', ...array_fill( 0, 8, 'open' ) ), array_values( self::states( $checklist ) ) );
		$this->assertSame( $problem, $checklist->first_problem() );
	}

	/** @dataProvider notes */
	public function test_a_shop_works_without_a_step_that_only_helps( string $step ): void {
		$checklist = Checklist::of(
			array(
				'paired' => null,
				$step    => new Problem( 'shop.unreachable', '', '' ),
			)
		);
		$this->assertSame( 'note', self::states( $checklist )[ $step ] );
		$this->assertNull( $checklist->first_problem() );
		$sentence = 'The shop works without this: ';
		$this->assertSame( 1, substr_count( ConnectPage::steps( $checklist ), $sentence ) );
	}

	public function notes(): array {
		return array( array( 'reached' ), array( 'read' ), array( 'webhooks' ) );
	}

	public function test_the_step_of_the_first_order_is_done_once_an_order_has_arrived(): void {
		update_option( 'kontor_first_event', time() );
		$this->assertSame( 'done', self::states( Checklist::of( array() ) )['first'] );
	}

	public function test_a_stored_checklist_can_be_read_until_it_is_forgotten(): void {
		Checklist::of(
			array(
				'code'      => null,
				'reachable' => new Problem(
					'bridge.slow',
					'Why.',
					'What to do.'
				),
			)
		)->stored();
		$this->assertTrue( Checklist::last()->knows( 'code' ) );
		$this->assertSame( 'bridge.slow', Checklist::last()->first_problem()->code );
		Checklist::forget();
		$this->assertNull( Checklist::last() );
	}
}

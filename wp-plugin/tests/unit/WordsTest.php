<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Office\Words;

final class WordsTest extends PluginTest {
	/** @dataProvider documents */
	public function test_each_state_has_one_tone_and_one_word( string $state, string $reason, string $number, string $tone, string $word ): void {
		$document = array(
			'state'           => $state,
			'reason'          => $reason,
			'document_number' => $number,
		);
		$this->assertSame( $tone, Words::tone( $document ) );
		$this->assertSame( $word, Words::state( $document ) );
	}

	public function documents(): array {
		return array(
			array( 'waiting', 'ready', '', 'waiting', 'Waiting' ),
			array( 'waiting', 'held.unreachable', '', 'held', 'Held back' ),
			array( 'sending', 'ready', '', 'waiting', 'Waiting' ),
			array( 'handed_over', 'ready', '', 'waiting', 'Ready for the office' ),
			array( 'in_doubt', 'lost_answer', '', 'doubt', 'Checking with the office' ),
			array( 'blocked', 'customer.unknown', '', 'blocked', 'Needs you' ),
			array( 'done', 'sent', '', 'done', 'In the office' ),
			array( 'done', 'sent', '10042', 'done', 'In the office · 10042' ),
			array( 'closed', 'elsewhere', '', 'closed', 'Handled elsewhere' ),
			array( 'closed', 'not_paid', '', 'closed', 'Not sent' ),
		);
	}

	public function test_an_unknown_kind_or_system_keeps_the_bridges_name(): void {
		$this->assertSame( 'Refund', Words::kind( 'refund' ) );
		$this->assertSame( 'voucher', Words::kind( 'voucher' ) );
		$this->assertSame( 'PowerOffice Go', Words::system( 'poweroffice' ) );
		$this->assertSame( 'mmOrthosoft', Words::system( 'mmorthosoft' ) );
		$this->assertSame( 'toy', Words::system( 'toy' ) );
	}
}

package p2p

// Proofs on a stream: one side asks which ops of its way are held, and hands over the others.

import (
	"context"
	"fmt"

	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/op"
)

// prove shows this device's standing to the other.
func (m *meeting) prove(ctx context.Context) error {
	proof, err := m.community.Prove(ctx)
	if err != nil {
		return err
	}
	for {
		offer, err := proof.Offer()
		if err != nil {
			return err
		}
		if offer.IDs == nil {
			offer.IDs = []op.ID{}
		}
		if err := say(m.stream, offer); err != nil {
			return err
		}
		if len(offer.IDs) == 0 {
			break
		}
		have, err := hear[admission.Have](m.stream)
		if err != nil {
			return err
		}
		if err := proof.Answer(have); err != nil {
			return err
		}
	}
	ops, err := proof.Ops()
	if err != nil {
		return err
	}
	return m.hand(ops)
}

// hand sends ops in frames.
func (m *meeting) hand(ops []*op.Op) error {
	frame := admission.Ops{Ops: []admission.Packed{}}
	bytes := 0
	for _, o := range ops {
		packed := admission.Pack(o)
		if len(frame.Ops) == admission.MaxOfferIDs || bytes+packed.Bytes() > admission.MaxFrameBytes-1024 {
			if err := say(m.stream, frame); err != nil {
				return err
			}
			frame.Ops, bytes = []admission.Packed{}, 0
		}
		frame.Ops = append(frame.Ops, packed)
		bytes += packed.Bytes()
	}
	frame.Last = true
	return say(m.stream, frame)
}

// takeProof hears the other's proof, and takes in what it hands over.
func (m *meeting) takeProof(ctx context.Context) error {
	for range admission.MaxOffers + 1 {
		offer, err := hear[admission.Offer](m.stream)
		if err != nil {
			return err
		}
		if len(offer.IDs) == 0 {
			return m.takeOps(ctx)
		}
		held, err := m.community.Holds(ctx, offer.IDs)
		if err != nil {
			return err
		}
		if err := say(m.stream, admission.HaveOf(held)); err != nil {
			return err
		}
	}
	return fmt.Errorf("%w: %w", admission.ErrMessage, admission.ErrTooLong)
}

// takeOps hears the ops of a proof and takes them in.
func (m *meeting) takeOps(ctx context.Context) error {
	var ops []*op.Op
	bytes := 0
	for range admission.MaxProofFrames {
		frame, err := hear[admission.Ops](m.stream)
		if err != nil {
			return err
		}
		for i := range frame.Ops {
			o, err := frame.Ops[i].Open()
			if err != nil {
				return fmt.Errorf("%w: %w", admission.ErrMessage, err)
			}
			ops = append(ops, o)
			bytes += frame.Ops[i].Bytes()
		}
		if len(ops) > admission.MaxProofOps || bytes > admission.MaxProofBytes {
			return fmt.Errorf("%w: %w", admission.ErrMessage, admission.ErrTooLong)
		}
		if frame.Last {
			taken, err := m.community.TakeProof(ctx, m.card.Device, ops)
			if err == nil && taken.RefusedCount > 0 {
				m.node.log.Info("a proof held ops that are not kept", "peer", m.peer.String(), "refused", taken.RefusedCount, "why", taken.Refused[0].Err)
			}
			return err
		}
	}
	return fmt.Errorf("%w: %w", admission.ErrMessage, admission.ErrTooLong)
}

package sample

// Talked: what is said of what is decided, and topics in all the languages of the house.

import (
	"fmt"
)

// conversation is said under a proposal, a few hours apart, by one after the other.
func (s *script) conversation(of string, beginsDay int, key string, by ...string) {
	for i, who := range by {
		s.atMillis(s.when(beginsDay, 18, 10)+int64(i)*7*hour, func() {
			s.says(s.p(who), s.proposals[of], s.say.of(fmt.Sprintf("%s.%d", key, i+1)))
		})
	}
}

// talked puts it on the agenda.
func (s *script) talked() {
	s.reserveTalk()
	s.conversation("quiet", -4, "quiet.talk", "greta", "camille", "ingrid", "lars", "samira")
	s.conversation("summer", -10, "summer.talk", "rosa", "andres")
	s.conversation("energy", -17, "energy.talk", "yusuf", "hannah", "yusuf", "priya", "tereza", "omar")
	s.conversation("wall", -3, "wall.talk", "ewa")
	s.tongues()
	s.party()
	s.at(-9, 18, 0, func() {
		title, text := s.say.titled("bins")
		s.topics["bins"] = s.topic(s.p("nadia"), title, text)
		s.says(s.p("arjun"), s.topics["bins"], s.say.of("bins.1"))
		s.says(s.p("maelle"), s.topics["bins"], s.say.of("bins.2"))
	})
	for _, key := range []string{"kenji", "marta", "joaquim"} {
		s.at(-300, 18, 0, func() { s.introduces(s.p(key), s.say.of("about."+key)) })
	}
	s.at(-290, 18, 0, func() { s.introduces(s.p("samira"), "سميرة حداد") })
}

// reserveTalk is about where the reserve goes: I ask, and Marta answers today.
func (s *script) reserveTalk() {
	say := func(days, hours, minutes int, by, n, to string, agree ...string) {
		s.at(days, hours, minutes, func() {
			s.comments["reserve."+n] = s.answers(s.p(by), s.proposals["reserve"], s.comments["reserve."+to], s.say.of("reserve.talk."+n))
			s.agreed(s.comments["reserve."+n], s.people(agree...)...)
		})
	}
	say(-5, 18, 0, "yusuf", "3", "", "elif", "tereza", "omar")
	say(-5, 19, 12, "greta", "4", "3", "ruth", "lars", "hannah", "sofia")
	say(-4, 9, 30, "jonas", "6", "")
	say(-4, 10, 2, "noah", "7", "6")
	say(-4, 12, 45, "siobhan", "8", "6")
	say(-3, 17, 20, "priya", "9", "")
	say(-3, 20, 1, "marta", "10", "9", "priya", "kenji")
	say(-3, 20, 30, "chidi", "11", "10")
	say(-2, 21, 30, me, "1", "", "hannah", "kofi", "rosa", "wei")
	say(-1, 19, 15, "marta", "5", "", "yusuf", "kenji")
	say(-1, 20, 40, late.key, "12", "")
	say(-1, 20, 52, "kofi", "13", "12", late.key, "ingrid")
	say(0, 17, 12, "marta", "2", "1", "kofi")
	say(0, 19, 30, "joaquim", "14", "")
}

// tongue is a topic in one of the languages of the house, with its last answer.
type tongue struct {
	key, by, answers, title, text, answer string
	days, hours, minutes, more            int
}

func (s *script) tongues() {
	for _, t := range []tongue{
		{"laundry", "samira", "samira", "مواعيد استخدام غرفة الغسيل في رمضان", "نقترح أن تبقى غرفة الغسيل مفتوحة حتى منتصف الليل.", "شكراً للجميع، الجدول الجديد مناسب جداً", 0, 18, 20, 3},
		{"cellar", "wei", "wei", "地下室的自行车停放 (bicycles in the cellar)", "请大家把不用的自行车贴上名字。", "谢谢，我星期六可以帮忙", -1, 17, 0, 4},
		{"machines", "yusuf", "yusuf", "Çamaşırhane için yeni kurallar", "Makineler gece çalışmasın; **sıkma** yalnızca gündüz.", "“Geç saatlerde sıkma yok” maddesi eklendi", -1, 12, 30, 10},
		{"barrel", "hannah", "hannah", "Wer kümmert sich um die Regentonnenüberlaufschutzvorrichtung?", "Sie tropft seit Ostern, und keiner war es.", "Ich nehme sie mir am Wochenende vor", -2, 19, 0, 2},
		{"waste", "linh", "linh", "Đổi ca trực thùng rác tháng Năm", "Mình bận tuần thứ hai, ai đổi giúp mình với?", "mình đổi được tuần thứ hai", -3, 20, 0, 3},
		{"keys", "dmitri", "pavel", "Ключи от мастерской", "Кто брал второй комплект?", "второй комплект лежит у Кофи", -4, 18, 0, 0},
	} {
		s.at(t.days-3, t.hours-2, t.minutes, func() { s.topics[t.key] = s.topic(s.p(t.by), t.title, t.text) })
		for i := range t.more {
			who := residents[(7*len(t.key)+5*i)%len(residents)]
			s.at(t.days-1-i%2, 9+i, t.minutes, func() {
				s.says(s.p(who.key), s.topics[t.key], []string{"👍", "Danke!", "OK", "¡Gracias!", "شكراً", "谢谢"}[i%6])
			})
		}
		s.at(t.days, t.hours, t.minutes, func() {
			s.says(s.p(t.answers), s.topics[t.key], t.answer)
		})
	}
	s.at(-4, 10, 0, func() {
		s.topics["railing"] = s.topic(s.p("ruth"), "צביעת המעקה לפני הקיץ", "יש לי עוד פחית צבע ירוק")
	})
}

// party is a topic with a long tail.
func (s *script) party() {
	s.at(-3, 18, 0, func() {
		title, text := s.say.titled("party")
		s.topics["party"] = s.topic(s.p("sofia"), title, text)
	})
	for i, by := range []string{"lars", "sione", "leyla", "ruth", "arjun", "greta", "bilal", "rosa"} {
		at := s.when(-2, 13, 55) + int64(i)*73*minute // the last three came after I was here
		if i > 4 {
			at = s.when(0, 19, 55) - int64(7-i)*83*minute
		}
		s.atMillis(at, func() {
			s.says(s.p(by), s.topics["party"], s.say.of(fmt.Sprintf("party.%d", i+1)))
		})
	}
}

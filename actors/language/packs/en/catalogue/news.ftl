# What to say when somebody tells news of a life, asks for a judge, or for a joke where nobody feels like laughing. Whom it happened
# to is not known: the words must suit everybody.

news-missing-1 = Waiting for word is so hard. May it come soon, and may it be good.
news-missing-2 = I hope so much, along with you, for a safe return soon.
news-missing-3 = Oh, how worrying. If people here can help to look, write down all that’s known.
news-missing-formal-1 = My heart goes out to you. May good word come as soon as possible.

news-illness-1 = Oh, that’s worrying. I wish good doctors and a quick recovery.
news-illness-2 = I’m so sorry. I hope it all turns out well. If you need to talk, I’m listening.
news-illness-3 = That’s a hard time. Strength to all of you, and may the worst be over soon.
news-illness-formal-1 = I am very sorry to hear that. I wish a speedy recovery, and strength to you.

news-ailment-1 = Oh no. May it ease off soon.
news-ailment-2 = Get-well wishes! Everything else can wait, rest comes first.
news-ailment-3 = Sorry to hear that. Warmth, quiet and good sleep, and may it pass quickly.
news-ailment-formal-1 = I wish a speedy recovery. Please take care.

news-breakup-1 = I’m so sorry. It hurts even when you see it coming. I’m here if you want to talk.
news-breakup-2 = Oh… A hug from me. It’s fine just to be sad for now, there’s no hurry.
news-breakup-3 = I’m sorry it came to this. I hope there’s somebody near to be warm and quiet with.
news-breakup-formal-1 = I am very sorry. If you would like to talk about it, I shall listen.

news-setback-1 = Oh, that’s rough. Catch your breath first, then see what comes next.
news-setback-2 = I’m sorry. Being sad about that is only natural, and so is being cross.
news-setback-3 = A pity it went that way. If you’d like to tell how it was, I’m listening.
news-setback-formal-1 = I am very sorry. I hope things look up soon.

news-quarrel-1 = A quarrel with somebody close always stings. Let it cool a little, then a warm word goes a long way.
news-quarrel-2 = I’m sorry. Take a breath: making up is easier once it no longer boils.
news-quarrel-3 = That weighs on you, I can tell. Let it out if you like, I’ll judge nobody.
news-quarrel-formal-1 = I am sorry to hear that. I hope you will come to an understanding soon.

news-birth-1 = Oh, what joy! Congratulations! Health to the little one and the mother, and quiet nights to all.
news-birth-2 = Congratulations with all my heart! Health, sleep, and many first smiles.
news-birth-3 = Now that’s news! Congratulations to the family, may the little one bring you joy.
news-birth-formal-1 = Sincere congratulations to the whole family! Health to mother and child.

news-wedding-1 = Congratulations! Love, patience, and never a dull moment together.
news-wedding-2 = Raise a glass! Congratulations, and may it be sweet and long.
news-wedding-3 = What lovely news! Congratulations, may the happiness be long and calm.
news-wedding-formal-1 = Sincere congratulations! I wish love, harmony and many happy years.

news-relief-1 = What a relief! I’m truly glad to hear it.
news-relief-2 = Phew, I can breathe again. That’s good news!
news-relief-3 = How good! May it only get calmer from here.
news-relief-formal-1 = I am very glad to hear it. May all be well from now on.

news-job-1 = Congratulations! May the colleagues be kind and the pay on time.
news-job-2 = Congratulations, well deserved! May the work be valued there.
news-job-3 = Hooray, congratulations! May it be the start of something good.
news-job-formal-1 = Sincere congratulations! I wish success and good colleagues.

news-success-1 = Congratulations! So much work is behind that, and it paid off.
news-success-2 = Yes! Congratulations! Time to be proud and to rest.
news-success-3 = Look at that! Congratulations, well deserved. How shall we celebrate?
news-success-formal-1 = Sincere congratulations! A well-deserved success.

news-home-1 = Congratulations! A big thing is done, time to breathe out and enjoy it.
news-home-2 = Heartfelt congratulations! It takes years, and the joy starts today.
news-home-3 = Hooray, congratulations! That’s worth a celebration.
news-home-formal-1 = Sincere congratulations! May it bring joy.

news-anniversary-1 = Happy anniversary! May it only get warmer.
news-anniversary-2 = Happy anniversary! Being together is a talent, too.
news-anniversary-3 = Congratulations! May many more such days come.
news-anniversary-formal-1 = Sincere congratulations on the anniversary! I wish harmony and many happy years.

judge-1 = I won’t be the judge, I care for all of you. Try to hear each other, and the truth will turn up.
judge-2 = I take nobody’s side. Breathe out, pour some tea, then say calmly what hurt.
judge-3 = I think everybody has a point here. Shall we start with “how do we make up”, not “whose fault is it”?
judge-4 = I can’t settle it, but I can remind you: you aren’t enemies. The first “sorry” is worth the most.
judge-5 = I’m leaving the scales at home. Better make peace: you need each other.
judge-6 = Make peace, good people. The quarrel will pass, and you’ll still have each other.
judge-formal-1 = I shall not judge: everybody has a point. Please hear each other out calmly.
judge-formal-2 = I take nobody’s side. Please let it cool down, and then talk.

soft-joke-1 = It’s no time for laughing here, so I’ll save the joke. But I can always sit with you and listen.
soft-joke-2 = Only a whispered one today: why is tea the best company? It’s warm and never interrupts. Hugs to all.
soft-joke-3 = The joke can wait for a brighter day. For now let there be tea, a blanket and a kind word.
soft-joke-formal-1 = Perhaps it is no time for jokes. But if you would like to talk, I am listening.

// Every text of the page, in both languages. A text with a number may have plural forms.
import { recall, remember } from "./storage.js";

const TEXTS = {
  en: {
    playground: "playground", chats: "Chats", messages: "Messages", add: "New chat or person",
    switch_language: "Українською", other_language: "UA",
    new_private: "New private chat", new_group: "New group", new_person: "New person",
    back_to_chats: "Back to chats", close: "Close", cancel: "Cancel", create: "Create", send: "Send", save: "Save",
    to_newest: "To the newest message", earlier: "Show earlier messages",
    write: "Write a message", write_as: "Write as {name}", speak_as: "Speak as",
    reply: "Reply", edit: "Edit", copy: "Copy text", copied: "Copied", react: "React", message_menu: "Message menu",
    replying: "Reply to {name}", editing: "Edit message", edited: "edited", bot: "bot", topic: "topic {id}",
    votes: { one: "{n} vote", other: "{n} votes" }, poll_closed: { one: "closed, {n} vote", other: "closed, {n} votes" },
    today: "Today", yesterday: "Yesterday", deleted_message: "Message not shown",
    typing: "{name} is typing", members: { one: "{n} person and the bot", other: "{n} people and the bot" },
    private_with: "Private chat of {name} with the bot", private_chat: "Private chat with the bot", blocked: "the bot is blocked here", migrated: "This group has become a supergroup",
    no_messages: "No messages yet", unread: { one: "{n} new message", other: "{n} new messages" },
    no_chats_title: "Nobody is talking yet", no_chats: "Make a person and a group, and start chatting. The bot is listening.",
    empty_title: "Say something", empty: "The bot remembers every line and answers when it is called. Try one of these:",
    hint_mention: "@{bot} who talked about borscht?", hint_search: "/search borscht", commands: "Commands of the bot",
    connecting: "Connecting…", connected: "Connected", reconnecting: "Connection lost, trying again…",
    inside: "Inside", inside_lead: "What is understood, and what happens", trail_empty: "Write something and see what happens to it: saved in the journal first, then understood, decided, answered.",
    stage_journal: "Journal", stage_context: "Context", stage_conversation: "Conversation", stage_composer: "Composer",
    stage_sender: "Sender", "stage_dead letter": "Dead letter", stage_analysis: "Analysis", stage_personalization: "Personalization",
    outcome_stored: "stored", outcome_known: "known already", outcome_applied: "saved", outcome_answer: "will answer",
    outcome_worded: "worded", outcome_sent: "sent", outcome_not_called: "keeps quiet: not called", outcome_not_a_message: "nothing to answer",
    outcome_edited: "keeps quiet: an edit", outcome_own: "its own words", outcome_other_bot: "keeps quiet: a bot", outcome_service_message: "nothing to answer",
    outcome_no_text: "keeps quiet: no text", outcome_too_old: "keeps quiet: too old", outcome_unknown_command: "keeps quiet: no such command",
    outcome_command_for_another_bot: "keeps quiet: for another bot", outcome_not_added: "nothing to answer",
    update: "update {id}", own_entry: "what the bot sent", took: "took {time}", ms: "{n} ms",
    break: "Break something", break_lead: "Nothing gets lost: each update is on disk before Telegram hears “got it”. Try it, then write a line.",
    fault_500: "500 three times", fault_429: "429, wait 3 s", fault_slow: "3 s slow", fault_cut: "Cut the line", fault_again: "Deliver twice", fault_clear: "Heal all",
    armed: "Armed: {fault}", healed: "All faults are gone",
    show_understood: "Show what is understood", understood: "Understood", subject: "Topic", language: "Language",
    sentiment: "Sentiment", confidence: "Confidence", unknown_language: "not recognised",
    emotion_joy: "joy", emotion_sadness: "sadness", emotion_anger: "anger", emotion_fear: "fear", emotion_surprise: "surprise", emotion_disgust: "disgust", emotion_neutral: "neutral",
    topic_general: "this and that", topic_technology: "technology", topic_sport: "sport", topic_food: "food", topic_music: "music", topic_films: "films", topic_travel: "travel",
    topic_learning: "learning", topic_work: "work", topic_hobby: "hobbies", topic_news: "news", topic_philosophy: "philosophy", topic_everyday: "daily life",
    mood_today: "Mood today", mood_radiant: "radiant", mood_good: "good", mood_even: "even", mood_low: "gloomy", mood_bad: "heavy", trend_positive: "it brightens", trend_negative: "it darkens",
    heard: { one: "{n} message heard", other: "{n} messages heard" }, writers: { one: "{n} person", other: "{n} people" }, characters: { one: "{n} character", other: "{n} characters" },
    who: "Who", profile_of: "Who is {name}?", unknown_person: "Not known yet", stranger: "Say something as {name}, and see here what is learned from it.",
    chosen: "chosen", chosen_by_person: "The person chose this", active_hours: "Active hours", words_felt: "How the words felt",
    style: "Style", length: "Answers", complexity: "Words", interaction: "Takes part", humour: "Humour",
    style_neutral: "neutral", style_friendly: "friendly", style_formal: "formal", style_casual: "casual", style_humorous: "joking",
    length_short: "short", length_medium: "medium", length_long: "long", complexity_simple: "simple", complexity_medium: "everyday", complexity_complex: "elaborate",
    interaction_minimal: "a little", interaction_balanced: "moderately", interaction_active: "a lot",
    outcome_flooding: "keeps quiet: too much at once", outcome_answered_enough: "keeps quiet: answered enough",
    outcome_muted: "keeps quiet: muted",
    outcome_spoke_lately: "keeps quiet: spoke lately", outcome_nothing_to_say: "nothing worth saying",
    name: "Name", username: "Username (optional)", title: "Title", who_takes_part: "Who takes part", with_whom: "Who talks to the bot",
    everyone_has_private: "Everybody has a private chat already. Make a new person first.", need_members: "Choose at least one person.",
    failed: "That did not work: {why}",
  },
  uk: {
    playground: "майданчик", chats: "Чати", messages: "Повідомлення", add: "Новий чат або людина",
    switch_language: "In English", other_language: "EN",
    new_private: "Новий приватний чат", new_group: "Нова група", new_person: "Нова людина",
    back_to_chats: "До чатів", close: "Закрити", cancel: "Скасувати", create: "Створити", send: "Надіслати", save: "Зберегти",
    to_newest: "До найновішого", earlier: "Показати давніші",
    write: "Напишіть щось", write_as: "Пише {name}", speak_as: "Від чийого імені",
    reply: "Відповісти", edit: "Змінити", copy: "Скопіювати", copied: "Скопійовано", react: "Реакція", message_menu: "Меню повідомлення",
    replying: "Відповідь: {name}", editing: "Зміна повідомлення", edited: "змінено", bot: "бот", topic: "тема {id}",
    votes: { one: "{n} голос", few: "{n} голоси", many: "{n} голосів", other: "{n} голоса" },
    poll_closed: { one: "закрито, {n} голос", few: "закрито, {n} голоси", many: "закрито, {n} голосів", other: "закрито, {n} голоса" },
    today: "Сьогодні", yesterday: "Учора", deleted_message: "Повідомлення не показано",
    typing: "{name} друкує", members: { one: "{n} людина і бот", few: "{n} людини і бот", many: "{n} людей і бот", other: "{n} людини і бот" },
    private_with: "Приватний чат із ботом: {name}", private_chat: "Приватний чат із ботом", blocked: "бота тут заблоковано", migrated: "Ця група стала супергрупою",
    no_messages: "Ще немає повідомлень",
    unread: { one: "{n} нове повідомлення", few: "{n} нові повідомлення", many: "{n} нових повідомлень", other: "{n} нового повідомлення" },
    no_chats_title: "Ще ніхто не балакає", no_chats: "Створіть людину та групу й починайте розмову. Бот слухає.",
    empty_title: "Скажіть щось", empty: "Бот пам’ятає кожен рядок і відповідає, коли його кличуть. Спробуйте:",
    hint_mention: "@{bot} хто говорив про борщ?", hint_search: "/search борщ", commands: "Команди бота",
    connecting: "З’єднуємося…", connected: "На зв’язку", reconnecting: "Зв’язок зник, пробуємо знову…",
    inside: "Усередині", inside_lead: "Що зрозуміло і що відбувається", trail_empty: "Напишіть щось і побачите, що з ним стається: спершу запис у журнал, далі розуміння, рішення, відповідь.",
    stage_journal: "Журнал", stage_context: "Контекст", stage_conversation: "Розмова", stage_composer: "Складання",
    stage_sender: "Надсилання", "stage_dead letter": "Відкладено", stage_analysis: "Аналіз", stage_personalization: "Особисте",
    outcome_stored: "записано", outcome_known: "уже є", outcome_applied: "збережено", outcome_answer: "відповість",
    outcome_worded: "сказано словами", outcome_sent: "надіслано", outcome_not_called: "мовчить: не кликали", outcome_not_a_message: "нема на що відповідати",
    outcome_edited: "мовчить: це зміна", outcome_own: "власні слова", outcome_other_bot: "мовчить: це бот", outcome_service_message: "нема на що відповідати",
    outcome_no_text: "мовчить: без тексту", outcome_too_old: "мовчить: надто давнє", outcome_unknown_command: "мовчить: нема такої команди",
    outcome_command_for_another_bot: "мовчить: команда іншому", outcome_not_added: "нема на що відповідати",
    update: "оновлення {id}", own_entry: "що надіслав бот", took: "тривало {time}", ms: "{n} мс",
    break: "Зламати щось", break_lead: "Нічого не губиться: кожне оновлення вже на диску, коли Telegram чує «отримано». Спробуйте й напишіть рядок.",
    fault_500: "500 тричі", fault_429: "429, чекати 3 с", fault_slow: "Повільно, 3 с", fault_cut: "Обірвати зв’язок", fault_again: "Доставити двічі", fault_clear: "Полагодити все",
    armed: "Заряджено: {fault}", healed: "Усі поломки прибрано",
    show_understood: "Показувати зрозуміле", understood: "Зрозуміло так", subject: "Тема", language: "Мова",
    sentiment: "Настрій", confidence: "Певність", unknown_language: "не впізнано",
    emotion_joy: "радість", emotion_sadness: "смуток", emotion_anger: "гнів", emotion_fear: "страх", emotion_surprise: "подив", emotion_disgust: "відраза", emotion_neutral: "спокій",
    topic_general: "усе потроху", topic_technology: "техніка", topic_sport: "спорт", topic_food: "їжа", topic_music: "музика", topic_films: "кіно", topic_travel: "подорожі",
    topic_learning: "навчання", topic_work: "робота", topic_hobby: "захоплення", topic_news: "новини", topic_philosophy: "філософія", topic_everyday: "побут",
    mood_today: "Настрій сьогодні", mood_radiant: "чудовий", mood_good: "добрий", mood_even: "рівний", mood_low: "похмурий", mood_bad: "важкий", trend_positive: "світлішає", trend_negative: "темнішає",
    heard: { one: "{n} почуте повідомлення", few: "{n} почуті повідомлення", many: "{n} почутих повідомлень", other: "{n} почутого повідомлення" },
    writers: { one: "{n} людина", few: "{n} людини", many: "{n} людей", other: "{n} людини" }, characters: { one: "{n} знак", few: "{n} знаки", many: "{n} знаків", other: "{n} знака" },
    who: "Хто це", profile_of: "{name}: що відомо", unknown_person: "Ще не знайомі", stranger: "Скажіть щось від імені «{name}» і побачите тут, чого з того навчилися.",
    chosen: "вибір", chosen_by_person: "Людина обрала це сама", active_hours: "Коли пише", words_felt: "Настрій слів",
    style: "Стиль", length: "Відповіді", complexity: "Слова", interaction: "Участь", humour: "Гумор",
    style_neutral: "нейтральний", style_friendly: "дружній", style_formal: "офіційний", style_casual: "невимушений", style_humorous: "жартівливий",
    length_short: "короткі", length_medium: "середні", length_long: "докладні", complexity_simple: "прості", complexity_medium: "звичайні", complexity_complex: "складні",
    interaction_minimal: "зрідка", interaction_balanced: "помірна", interaction_active: "жвава",
    outcome_flooding: "мовчить: забагато одразу", outcome_answered_enough: "мовчить: відповідей уже досить",
    outcome_muted: "мовчить: так звеліли",
    outcome_spoke_lately: "мовчить: щойно говорила", outcome_nothing_to_say: "нема чого сказати",
    name: "Ім’я", username: "Юзернейм (не обов’язково)", title: "Назва", who_takes_part: "Хто бере участь", with_whom: "Хто говорить із ботом",
    everyone_has_private: "Приватний чат уже має кожен. Спершу створіть нову людину.", need_members: "Оберіть хоча б одну людину.",
    failed: "Не вийшло: {why}",
  },
};

const kept = recall("language");
let language = kept in TEXTS ? kept : navigator.language.startsWith("uk") ? "uk" : "en";

export const currentLanguage = () => language;

export function switchLanguage() {
  language = language === "uk" ? "en" : "uk";
  remember("language", language);
  applyTexts();
}

/** The text for a key, with `{name}` places filled; `values.n` chooses the plural form. */
export function t(key, values = {}) {
  let text = TEXTS[language][key] ?? key;
  if (typeof text === "object") text = text[new Intl.PluralRules(language).select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

export const knows = (key) => key in TEXTS[language];

/** A share of one, as percent. */
export const percent = (share) => `${Math.round(share * 100)}%`;

/** A number from -1 to 1 with its sign. */
export const decimal = (number) =>
  new Intl.NumberFormat(language, { signDisplay: "exceptZero", minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(number).replace("-", "−");

/** A language by its ISO 639-1 code, in words. */
export const languageName = (code) =>
  code === "und" ? t("unknown_language") : new Intl.DisplayNames(language, { type: "language" }).of(code);

/** Fills the fixed texts of the page: `data-t`, `data-t-label`, `data-t-placeholder`. */
export function applyTexts(root = document) {
  document.documentElement.lang = language;
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of root.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
  for (const node of root.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", t(node.dataset.tLabel));
    if (node.matches("button, a")) node.title = t(node.dataset.tLabel);
  }
}
